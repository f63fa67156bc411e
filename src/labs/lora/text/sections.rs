//! The words of the sections below the main figure.

pub const TASK_CARD: &str = "The task";
pub const TASK_WHY: &str = "W and ΔW* are given, and a batch of N inputs x with the covariance C exactly. The layer is to give y = (W + ΔW*)x. The loss is the mean over the batch of the squared error, summed over the outputs.";
pub const DECAY_WHY: &str = "The synthetic ΔW* has random singular vectors and σᵢ = i^−p. The noise floor adds a Gaussian matrix to it whose largest singular value is about the number set: a long tail, as real updates have.";
pub const TRAINING_CARD: &str = "The training";
pub const TRAINING_WHY: &str = "Only A and B are trained; W stays the same, bit for bit. The batch is whole in every step, so nothing but the start is random. Plain gradient descent takes θ − η·gradient; Adam (Kingma & Ba 2015) divides by a running size of the gradient.";
pub const FLOOR_WHY: &str = "The dashed floor is the smallest loss that any update of this rank has on this batch: the Eckart–Young tail of ΔW* for isotropic inputs, the tail of ΔW*·C^½ for correlated ones (reduced-rank regression), and with noisy targets that of the least-squares solution. It is computed from singular values, not from training.";

pub const REAL: &str = "The real update is ΔW = W_FT − W of the last value matrix (384 × 384) of all-MiniLM-L6-v2, a sentence encoder with 22 million parameters, fine-tuned to sort package descriptions into ten classes. It is not literally low-rank: 90 % of its energy needs r = 75, and the median over all 36 matrices needs r = 107. Here it stands in for ΔW*, on random inputs.";
pub const INPUTS: [&str; 2] = ["isotropic: C = I", "correlated: Cᵢⱼ = corr^|i−j|"];
pub const SCALINGS: [&str; 2] = ["α/r (LoRA)", "α/√r (rsLoRA)"];
pub const STARTS: [&str; 2] = ["the paper’s: B = 0", "PiSSA: from the SVD of W"];
pub const REAL_ACCURACY: &str = "On the real task (1 000 validation items, one standard error about 1.4 points): linear probe 71.3 %, LoRA on query and value 71.0–71.7 % at r = 1 and 72.8–73.5 % at r = 2 to 32, full fine-tuning 74.3–74.5 %. The differences among r = 2 … 32 are not significant, so no best r can be read off. Query and value trained alone and truncated to r = 4 gave 73.4 % against 74.2 % untruncated: the task needs far less than the energy says.";
pub const REAL_OTHER: &str = "LoRA also finds another solution: the overlap of its top 8 directions with those of full fine-tuning is 0.15–0.23, where chance gives 0.02 and two runs of full fine-tuning reach 0.37–0.49.";

pub const COUNTER_CARD: &str = "Parameters: r(d + k) against dk";
pub const COUNTER_WHY: &str = "An adapter saves numbers only below the break-even r = dk/(d + k).";
pub const COUNTER_MODELS: &str = "Count a real model";
pub const PAPER_TABLES: &str = "The counts printed in the LoRA paper (Hu et al. 2021, arXiv 2106.09685), beside what its settings give. A cross marks those that do not come out.";
pub const MEMORY: &str = "Training needs the weights, the gradients of what is trained, and Adam’s two states for each trained number. With the frozen weights of all linear layers in fp16 and all that is trained in fp32 (embeddings and activations not counted):";

pub const SCALING_CARD: &str = "Scaling: α/r against α/√r";
pub const SCALING_WHY: &str = "Plain gradient descent with the same α, learning rate and number of steps for every r. How far the first step goes towards ΔW* is, on average over the start of A, proportional to s²·r: under α/r it shrinks as r grows, under α/√r (rsLoRA, Kalajdzievski 2023, arXiv 2312.03732) it does not.";
pub const SCALING_LATER: &str =
    "Trained to the end, both reach the same floor: α then no longer matters.";
pub const ACCIDENT: &str = "The common accident: α left at 8 while r goes to 64. Then s = 8/64 = 1/8, where r = 8 had s = 1, and the same learning rate trains far more slowly.";

pub const FORWARD_CARD: &str = "Forward pass and merge";
pub const FORWARD_WHY: &str = "The layer first makes Ax, only r numbers, then lifts them with B. Merged, W′ = W + s·BA is formed once, and the adapter costs nothing more at run time.";
pub const MERGE_WHY: &str = "Both ways give the same h up to rounding. bf16 keeps 8 significant bits: W + s·BA is rounded to them once, and changes smaller than about 1/256 of an entry of W are lost in it, while the unmerged path keeps them apart.";

pub const BELOW_CURVE: &str = "Below the dashed curve nothing of rank r can go.";
pub const BELOW_CURVE_PISSA: &str = "The dashed curve is for updates of rank r. PiSSA’s W′ − W = s·BA − s·B₀A₀ can have rank 2r, so it has a best error of its own, the one under the red number.";

pub const SWAP_CARD: &str = "Swapping adapters";
pub const SWAP_WHY: &str = "Three small tasks share one frozen W (12 × 10). Each has its own adapter of rank 2, which solves it exactly. Switching an adapter on changes what the layer does; W is never written to.";

pub const GEOMETRY_CARD: &str = "Geometry: through r directions and back";
pub const GEOMETRY_WHY: &str = "d = k = 3. A measures x along r directions of the input space and forgets the rest; B lifts these r numbers into a line (r = 1) or a plane (r = 2) of the output space. Whatever x is, s·BAx lies there.";

pub const STARTS_CARD: &str = "Where A and B start";
pub const START_PAPER: &str = "The paper: A Gaussian (here with standard deviation 1/√k), B zero (Hu et al. 2021). Libraries differ: loralib and PEFT draw A uniformly from ±1/√k.";
pub const START_PISSA: &str = "PiSSA: A and B hold the r largest singular directions of W itself, and the rest of W is frozen (arXiv 2404.02948). What has to be learned is then ΔW* + s·B₀A₀, so its floor is another one: compare each start with its own.";

pub const DOUBT_CARD: &str = "What speaks against it";
pub const DOUBTS: [&str; 3] = [
    "Full fine-tuning is not always low-rank: on code and mathematics its updates had 10 to 100 times the rank that LoRA usually gets (Biderman et al. 2024, arXiv 2405.09673).",
    "LoRA can bring “intruder dimensions”: new top singular vectors of W + ΔW, almost orthogonal to all the old ones, which full fine-tuning does not show (arXiv 2410.21228).",
    "Training under the constraint is not the same as projecting afterwards: in the run that ships with this page, truncating all 36 fully fine-tuned matrices to r ≤ 4 lost everything that had been gained.",
];

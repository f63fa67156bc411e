//! The functions that the readers know: one row each.

#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// Makes an array of its argument.
    Array,
    /// Shows its argument.
    Shown,
    /// Names the row reduction that the page does itself.
    Reduced,
    /// Its arguments are entries of one row.
    Row,
    /// Its arguments are rows below each other, or columns beside each other.
    Rows,
    Columns,
    /// Built from sizes.
    Identity,
    Filled(&'static str),
    /// From a row to the matrix with that diagonal.
    Diagonal,
    Transposed,
    Reshaped,
    /// The whole numbers of an interval: Python's, without the last one.
    Interval,
    /// A number from its argument.
    Number,
    Quotient,
    Root,
    Function(fn(f64) -> f64),
    /// A shape, said about the matrix before it.
    Shape,
    /// Known, and not carried out here.
    Elsewhere,
}

/// A newcomer's place: a name, and what it means. Module names in front (`np.`, `torch.`) are passed over.
const FUNCTIONS: [(&[&str], Meaning); 27] = [
    (
        &[
            "array",
            "asarray",
            "matrix",
            "mat",
            "tensor",
            "Tensor",
            "FloatTensor",
            "DoubleTensor",
            "constant",
            "Variable",
        ],
        Meaning::Array,
    ),
    (
        &[
            "Matrix",
            "ImmutableMatrix",
            "MutableDenseMatrix",
            "ImmutableDenseMatrix",
            "DataFrame",
            "Array",
            "Parameter",
        ],
        Meaning::Array,
    ),
    (
        &[
            "List",
            "list",
            "tuple",
            "vec",
            "dmatrix",
            "arr2",
            "arr1",
            "SMatrix",
            "DMatrix",
            "Vector",
            "vector",
            "double",
            "as_tensor",
        ],
        Meaning::Array,
    ),
    (
        &[
            "arrayOf",
            "doubleArrayOf",
            "floatArrayOf",
            "intArrayOf",
            "listOf",
            "asmatrix",
            "ndarray",
            "new",
            "pmat",
            "bmat",
            "structure",
        ],
        Meaning::Array,
    ),
    (
        &[
            "MatrixForm",
            "TableForm",
            "N",
            "print",
            "disp",
            "display",
            "pprint",
            "show",
            "Simplify",
            "simplify",
            "evalf",
        ],
        Meaning::Shown,
    ),
    (
        &[
            "rref",
            "RowReduce",
            "ReducedRowEchelonForm",
            "reduce",
            "gaussjord",
        ],
        Meaning::Reduced,
    ),
    (&["c", "tuple", "vec2", "vec3", "vec4"], Meaning::Row),
    (
        &["rbind", "vstack", "vcat", "row_stack", "stack"],
        Meaning::Rows,
    ),
    (&["cbind", "hcat", "column_stack"], Meaning::Columns),
    (
        &[
            "eye",
            "identity",
            "Identity",
            "IdentityMatrix",
            "identity_matrix",
            "speye",
        ],
        Meaning::Identity,
    ),
    (
        &["zeros", "zero_matrix", "ZeroMatrix"],
        Meaning::Filled("0"),
    ),
    (&["ones", "ones_matrix"], Meaning::Filled("1")),
    (
        &[
            "diag",
            "DiagonalMatrix",
            "diagonal_matrix",
            "diagm",
            "Diagonal",
        ],
        Meaning::Diagonal,
    ),
    (
        &[
            "transpose",
            "Transpose",
            "t",
            "permutedims",
            "adjoint",
            "ConjugateTranspose",
        ],
        Meaning::Transposed,
    ),
    (&["reshape"], Meaning::Reshaped),
    (&["arange", "range"], Meaning::Interval),
    (
        &[
            "float64", "float32", "float16", "int64", "int32", "int8", "Integer", "Float",
            "Decimal", "mpf", "S", "float", "int", "mpq",
        ],
        Meaning::Number,
    ),
    (&["Fraction", "Rational", "frac"], Meaning::Quotient),
    (&["sqrt", "Sqrt"], Meaning::Root),
    (&["cos", "Cos"], Meaning::Function(libm::cos)),
    (&["sin", "Sin"], Meaning::Function(libm::sin)),
    (&["tan", "Tan"], Meaning::Function(libm::tan)),
    (&["exp", "Exp"], Meaning::Function(libm::exp)),
    (&["log", "Log", "ln"], Meaning::Function(libm::log)),
    (&["Size", "size", "shape"], Meaning::Shape),
    (
        &[
            "inv",
            "Inverse",
            "inverse",
            "pinv",
            "PseudoInverse",
            "det",
            "Det",
            "dot",
            "matmul",
            "Dot",
            "kron",
            "trace",
            "Tr",
            "rank",
            "MatrixRank",
            "matrix_rank",
        ],
        Meaning::Elsewhere,
    ),
    (
        &[
            "expm",
            "MatrixExp",
            "MatrixPower",
            "matrix_power",
            "solve",
            "svd",
            "eig",
            "qr",
            "lu",
            "norm",
            "sum",
            "mean",
            "rand",
            "randn",
            "random",
            "magic",
            "hilb",
            "vander",
            "toeplitz",
            "triu",
            "tril",
            "cov",
            "Table",
            "RandomReal",
            "concatenate",
            "hstack",
            "block_diag",
            "linspace",
        ],
        Meaning::Elsewhere,
    ),
];

pub fn meaning(name: &str) -> Option<Meaning> {
    let row = FUNCTIONS.iter().find(|(names, _)| names.contains(&name));
    row.map(|(_, meaning)| *meaning)
}

/// Whether a word is a function from numbers to a number.
pub fn is_of_numbers(name: &str) -> bool {
    let numbers = |meaning| {
        matches!(
            meaning,
            Meaning::Number | Meaning::Quotient | Meaning::Root | Meaning::Function(_)
        )
    };
    meaning(name).is_some_and(numbers) || matches!(name, "pi" | "Pi" | "π")
}

//! `index.html` begins as the app goes on: the names and the words are the labs' own.

use low_rank_lab::labs::{LABS, autoencoder, choose_r, lora, rank, svd};

const PAGE: &str = include_str!("../index.html");

#[test]
fn the_header_leads_to_every_lab_by_its_name() {
    for lab in LABS {
        let link = format!("<a href=\"?lab={}\">{}</a>", lab.id, lab.name);
        assert!(PAGE.contains(&link), "index.html lacks {link}");
    }
}

#[test]
fn a_lab_begins_with_its_own_words() {
    let words = [
        (rank::ENTRY.id, rank::text::QUESTION),
        (svd::ENTRY.id, svd::text::LEDE),
        (lora::ENTRY.id, lora::text::LEDE),
        (choose_r::ENTRY.id, choose_r::text::LEDE),
        (autoencoder::ENTRY.id, autoencoder::text::LEDE),
    ];
    for (id, question) in words {
        let opens = format!("data-opens=\"{id}\"");
        let section = PAGE
            .split(&opens)
            .nth(1)
            .unwrap_or_else(|| panic!("index.html lacks {opens}"));
        let section = section.split("</section>").next().unwrap_or_default();
        assert!(
            section.contains(question),
            "index.html does not begin {id} with “{question}”"
        );
    }
}

//! Links that are handed on. Mail, chat and course pages cut links and rewrite characters in them, so a shared link has
//! no character that they touch, and it begins with a check that tells whether the rest arrived.
//!
//! `?lab=svd&m=1,2;3,4` is shared as `?check=2-a1521d8d&lab=svd&m=1%2C2%3B3%2C4`. The check stands first: one at the end
//! would be cut off with what it is to vouch for.

use super::link::{Query, push_byte};

/// The key of the check: how many pairs behind it were shared, and their checksum. Pairs added behind those do no harm.
pub const CHECK: &str = "check";

/// What is said of a link that did not arrive whole.
pub const DAMAGED: &str = "This link is damaged: it was cut off or rewritten on its way. What is shown may not be what was shared; ask for the link again.";

/// A query in the form that is handed on; [`Query::parse`] reads the same pairs from it, behind the check.
#[must_use]
pub fn shared(query: &str) -> String {
    let query = Query::parse(query);
    let mut link = format!("?{CHECK}={}", check_of(query.pairs()));
    for (name, value) in query.pairs() {
        link.push('&');
        write(name, &mut link);
        link.push('=');
        write(value, &mut link);
    }
    link
}

/// Whether a link has a check and what stands behind it is not what was shared. One without is old or made by hand.
#[must_use]
pub fn is_damaged(query: &Query) -> bool {
    let pairs = query.pairs();
    let Some(at) = pairs.iter().position(|(name, _)| name == CHECK) else {
        return false;
    };
    let check = &pairs[at].1;
    let count = check
        .split_once('-')
        .and_then(|(count, _)| count.parse().ok());
    let covered = count.and_then(|count: usize| pairs[at + 1..].get(..count));
    covered.is_none_or(|covered| check_of(covered) != *check)
}

/// The number of pairs and the FNV-1a hash of their bytes, in which one changed byte always shows.
fn check_of(pairs: &[(String, String)]) -> String {
    // No byte of UTF-8, so that no pairs run together.
    const END: &[u8] = &[0xff];
    let parts = pairs
        .iter()
        .flat_map(|(name, value)| [name.as_bytes(), END, value.as_bytes(), END]);
    let hash = parts.flatten().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    format!("{}-{hash:08x}", pairs.len())
}

/// Appends `text` in letters, digits, and points and hyphens within words: at the end of a link a point is taken for the
/// sentence's, two hyphens are made a dash, and `_` and `~` are marks of chat.
fn write(text: &str, into: &mut String) {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let before_word = bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        let plain = byte.is_ascii_alphanumeric() || (b"-.".contains(byte) && before_word);
        push_byte(*byte, plain, into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: &str = "?lab=svd&m=1+√5,2;3,-4.5&r=1";

    fn damaged(link: &str) -> bool {
        is_damaged(&Query::parse(link))
    }

    #[test]
    fn the_form_is_the_one_that_is_written_down() {
        let link = "?check=2-a1521d8d&lab=svd&m=1%2C2%3B3%2C4";
        assert_eq!(shared("?lab=svd&m=1,2;3,4"), link);
    }

    #[test]
    fn nothing_in_it_is_cut_or_rewritten() {
        let link = shared("?lab=rank&m=1+2,a_b;~3,--4.&x=(1)*'!$\"<> é");
        let marks = link.chars().filter(|c| !c.is_ascii_alphanumeric());
        assert!(marks.clone().all(|c| "?&=%-.".contains(c)), "{link}");
        assert!(
            !link.contains("--") && !link.ends_with(['.', '-']),
            "{link}"
        );
    }

    #[test]
    fn what_others_add_behind_it_does_no_harm() {
        let link = shared(PLAIN);
        for more in [
            "&embed=spectrum",
            "&utm_source=mail&x",
            "&",
            "&amp;show=terms",
        ] {
            assert!(!damaged(&format!("{link}{more}")), "{more}");
        }
        assert!(!damaged(&link.replace('&', "&amp;")));
        assert!(damaged(&format!("{link}.")) && damaged(&format!("{link})")));
    }

    #[test]
    fn what_mail_and_chat_do_to_links_is_noticed() {
        let plain = format!(
            "?check=3-{}{}",
            &shared(PLAIN)[9..17],
            &PLAIN.replace('?', "&")
        );
        assert!(!damaged(&plain), "{plain}");
        assert!(damaged(&plain.replace('+', " ")));
        assert!(damaged(plain.split(';').next().unwrap()));
        assert!(damaged(plain.split('&').next().unwrap()));
        assert!(damaged(&shared(PLAIN).replace('%', "%25")));
        assert!(damaged(&shared(PLAIN).replace('&', "%26")));
    }

    #[test]
    fn a_link_without_a_check_is_made_by_hand() {
        for link in [
            "",
            "?",
            "?lab=svd",
            PLAIN,
            "?lab=svd&m=1,2;",
            "?lab=svd&amp",
        ] {
            assert!(!damaged(link), "{link}");
        }
        for check in [
            "",
            "x",
            "0",
            "-",
            "0-",
            "1-",
            "99999999999999999999-0",
            "+1-0",
        ] {
            assert!(damaged(&format!("?check={check}&lab=svd")), "{check}");
        }
    }

    proptest! {
        #[test]
        fn any_pairs_come_back(names in prop::collection::vec(("[a-z]{1,6}", ".{0,20}"), 1..6)) {
            let mut query = "?lab=svd".to_owned();
            for (name, value) in &names {
                query += &format!("&{name}=");
                super::super::link::percent_encode(value, &mut query);
            }
            let back = Query::parse(&shared(&query));
            prop_assert!(!is_damaged(&back));
            let plain = Query::parse(&query);
            prop_assert_eq!(&back.pairs()[1..], plain.pairs());
        }

        #[test]
        fn any_query_is_judged_without_panic(text in ".{0,60}|(check|[-&=0-9a-f%]){0,20}") {
            let _ = is_damaged(&Query::parse(&text));
        }
    }
}

//! Join keys: how a name is written does not matter, and a key is its own key.

use std::sync::LazyLock;

use proptest::prelude::*;
use yosan_normaliser::{fold, join_key};

use crate::corpus;

static LINES: LazyLock<Vec<String>> = LazyLock::new(corpus::lines);

proptest! {
    #[test]
    fn a_key_is_its_own_key(name in "[再掲（）()【】ー－―〜・：㈱①靭髙a-zＡ-Ｚ０-９ 　ｱ-ﾟ経ア-ン]{0,20}") {
        let key = join_key(&name);
        prop_assert_eq!(&join_key(&key), &key);
    }

    #[test]
    fn blanks_and_markup_do_not_matter(pick in 0..LINES.len()) {
        let line = LINES[pick].as_str();
        prop_assume!(!line.contains(['<', '*']));
        prop_assert_eq!(join_key(line), join_key(&fold(line).text));
        prop_assert_eq!(join_key(line), join_key(&line.replace(' ', "")));
    }

    #[test]
    fn keys_hold_no_blanks(name in ".{0,20}") {
        prop_assert!(!join_key(&name).contains(char::is_whitespace));
    }
}

//! A province as people type it, as keys of the `province` field: GSO code, or name with or without accents.

use crate::tables::Tables;
use crate::text::fold;
use jiff::civil::{Date, date};

/// Words before a province's name that are no part of it.
const KINDS: [&str; 6] = ["tỉnh ", "thành phố ", "tinh ", "thanh pho ", "tp. ", "tp "];

/// Days of the four maps since 2004; a name or alias may be on one of them only.
const MAP_DAYS: [Date; 4] = [date(2007, 1, 1), date(2019, 8, 28), date(2025, 7, 1), date(2008, 8, 1)];

/// The keys under which a document of the province called `name` is indexed.
pub(super) fn index_keys(name: &str) -> [String; 2] {
    let name = bare_name(name);
    [fold::strip_accents(&name), name]
}

/// The keys to look for; any of them fits. A name typed with accents never fits another name (`Hà Nam`, `Hà Nội`).
pub(super) fn keys(typed: &str) -> Vec<String> {
    let name = bare_name(typed);
    let mut keys = vec![name.clone()];
    let known = MAP_DAYS.iter().filter_map(|day| Tables::built_in().places.province_by_name(typed, *day));
    keys.extend(known.map(|province| fold::accented(&province.name)));
    if name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_digit()) {
        keys.push(format!("0{name}"));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// `Tỉnh Lạng Sơn` → `lạng sơn`.
fn bare_name(name: &str) -> String {
    let folded = fold::accented(name);
    KINDS.iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_aliases() {
        assert_eq!(keys("20"), ["20"]);
        assert_eq!(keys("1"), ["01", "1"]);
        assert_eq!(keys("Tỉnh Lạng Sơn"), ["lạng sơn"]);
        assert!(keys("lang son").contains(&"lang son".to_owned()));
        assert!(keys("TP Hà Nội").contains(&"hà nội".to_owned()));
    }
}

//! Encodings by the names of fonts (*phông chữ*).

use super::{FontEncoding, LegacyEncoding};

/// Families of the ABC fonts, which PDF programs write without the dot of `.VnTime`. Other names in `Vn…` are other
/// encodings (`VNtimes new roman` is Vietware), so only these count without it.
const ABC_FAMILIES: [&str; 30] = [
    "arabia",
    "arial",
    "aristote",
    "avant",
    "bahamas",
    "black",
    "bodoni",
    "book",
    "century",
    "clarendon",
    "commercial",
    "cooper",
    "courier",
    "exotic",
    "free",
    "gothic",
    "helvet",
    "koala",
    "linus",
    "lucida",
    "memorandum",
    "monotype",
    "mystical",
    "park",
    "present",
    "revue",
    "south",
    "stamp",
    "teknical",
    "univer",
];

/// VISCII fonts, by the start of their names.
const VISCII_FONTS: [&str; 3] = ["vi times", "vi arial", "vi courier"];

/// The encoding that a font's name tells: `.VnTimeH` is TCVN3 in capitals, `VNI-Times` is VNI; `None` for others.
/// A subset prefix (`ABCDEF+`) is skipped.
///
/// ```
/// use vanban::extract::legacy::{LegacyEncoding, of_font};
/// assert_eq!(of_font("VNI-Times").unwrap().encoding, LegacyEncoding::Vni);
/// assert!(of_font("Times New Roman").is_none());
/// ```
#[must_use]
pub fn of_font(name: &str) -> Option<FontEncoding> {
    let name = without_subset(name.trim().trim_matches(['"', '\'', '/']));
    let small = name.to_ascii_lowercase();
    if is_abc(&small) {
        return Some(FontEncoding { encoding: LegacyEncoding::Tcvn3, capitals: prints_capitals(name) });
    }
    let encoding = match small.as_str() {
        vni if ["vni-", "vni ", "vni_"].iter().any(|start| vni.starts_with(start)) => LegacyEncoding::Vni,
        vps if ["vps ", "vps-", "vpstimes", "vpsarial"].iter().any(|start| vps.starts_with(start)) => {
            LegacyEncoding::Vps
        }
        viscii if VISCII_FONTS.iter().any(|start| viscii.starts_with(start)) => LegacyEncoding::Viscii,
        _ => return None,
    };
    Some(encoding.into())
}

fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((subset, rest)) if subset.len() == 6 && subset.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

fn is_abc(small: &str) -> bool {
    if small.starts_with(".vn") {
        return true;
    }
    let Some(family) = small.strip_prefix("vn") else { return false };
    // `VnTime`, but not `VnTimes`, which is no ABC font.
    let is_time = family.strip_prefix("time").is_some_and(|rest| !rest.starts_with('s'));
    is_time || ABC_FAMILIES.iter().any(|known| family.starts_with(known)) && !family.contains("new roman")
}

/// Fonts of capitals end in `H`, before the names of styles: `VnTimeHBold`, `.VnArial NarrowH`, `.VnTimeH,Italic`.
fn prints_capitals(name: &str) -> bool {
    let mut name = name.split(',').next().unwrap_or(name);
    loop {
        let trimmed = name.trim_end_matches(|letter: char| !letter.is_alphabetic());
        let styles = ["Bold", "Italic", "Oblique", "Regular", "Normal"];
        match styles.iter().find_map(|style| trimmed.strip_suffix(style)) {
            Some(rest) => name = rest,
            None => return trimmed.ends_with('H'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<(LegacyEncoding, bool)>) {
        let found = of_font(name).map(|font| (font.encoding, font.capitals));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn fonts_by_name() {
        let tcvn = |capitals| Some((LegacyEncoding::Tcvn3, capitals));
        for name in [".VnTime", "VnTime", "ABCDEF+.VnTime,Bold", "GDNPPL+VnTimeBold", ".VnArial Narrow", ".VnTime1"] {
            check(name, tcvn(false));
        }
        for name in [".VnTimeH", "QWERTY+VnTimeHBold", ".VnArial NarrowH", ".VnTimeH,BoldItalic", ".VnTimeH1 "] {
            check(name, tcvn(true));
        }
        for name in ["VNI-Times", "vni-helve-condense", "ABCDEF+VNI-Helve,Bold", "VNI Couri"] {
            check(name, Some((LegacyEncoding::Vni, false)));
        }
        check("VPS Times", Some((LegacyEncoding::Vps, false)));
        check("VI Times", Some((LegacyEncoding::Viscii, false)));
    }

    #[test]
    fn other_fonts_tell_nothing() {
        for name in ["Times New Roman", "VNtimes new roman", "VnTimes2", "VNcentaur", "Arial", "", "Vnu", "Vietnam"] {
            check(name, None);
        }
    }
}

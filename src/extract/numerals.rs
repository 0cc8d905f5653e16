//! Numbers as printed before list items and on pages: Roman (*số La Mã*) and by letters.

/// `number` in Roman capitals, `14` as `XIV`; `None` for 0 and from 4,000 on, which the signs cannot write.
pub(super) fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

/// `A` to `Z`, then `AA` to `ZZ`, `AAA` …; `None` for 0 and beyond twenty times the alphabet.
pub(super) fn letters(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < 26 * 20)?;
    let letter = u8::try_from(index % 26).ok().map(|letter| char::from(b'A' + letter))?;
    Some((0..=index / 26).map(|_| letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers() {
        let told = |number| (roman(number), letters(number));
        assert_eq!(told(0), (None, None));
        assert_eq!(told(14), (Some("XIV".to_owned()), Some("N".to_owned())));
        assert_eq!(told(28), (Some("XXVIII".to_owned()), Some("BB".to_owned())));
        assert_eq!((roman(3999).as_deref(), roman(4000)), (Some("MMMCMXCIX"), None));
    }
}

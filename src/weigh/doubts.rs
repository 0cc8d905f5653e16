//! [`Doubt`]: the reasons for which a value may be wrong, and how much each takes from its confidence.
//!
//! Weights are fitted by hand to papers with hand-made answers, so that of the values given 0.9 or more at least 95 of
//! 100 are right; `bench/accuracy.rs` measures it again at each run.

macro_rules! doubts {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $weight:literal, $words:literal;)+) => {
        /// Why a value may be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Doubt { $($(#[$doc])* $name),+ }

        impl Doubt {
            /// Stable code of the record, such as `recognised.unsure`.
            pub(super) fn code(self) -> &'static str {
                match self { $(Doubt::$name => $code),+ }
            }

            /// The doubt with this code.
            pub(super) fn of_code(code: &str) -> Option<Doubt> {
                match code { $($code => Some(Doubt::$name),)+ _ => None }
            }

            /// What is left of the confidence, 0 to 1.
            pub(super) fn weight(self) -> f32 {
                match self { $(Doubt::$name => $weight),+ }
            }

            /// The reason for a person, Vietnamese and English.
            pub(super) fn words(self) -> &'static str {
                match self { $(Doubt::$name => $words),+ }
            }
        }
    };
}

doubts! {
    /// A word of the value was recognised from an image with little confidence.
    Unsure = "recognised.unsure", 0.45, "đọc từ ảnh không chắc (recognised with doubt)";
    /// A word was recognised with middling confidence.
    Fair = "recognised.fair", 0.85, "đọc từ ảnh chưa thật rõ (recognised with some doubt)";
    /// Signs that no such value holds: the neighbourhood was read wrong.
    Noise = "noise", 0.5, "lẫn ký tự lạ (stray signs)";
    /// Several lines of a list seem to have run together.
    Joined = "list.joined", 0.4, "có thể gộp nhiều dòng (several lines run together)";
    /// Longer than such values are.
    Long = "long", 0.7, "dài bất thường (unusually long)";
    /// Shorter than such values are.
    Short = "short", 0.7, "ngắn bất thường (unusually short)";
    /// Type word and type code of the symbol disagree.
    TypeCode = "type.code", 0.6, "tên loại và ký hiệu không khớp (type and symbol disagree)";
    /// No type name is printed and no symbol speaks for a letter.
    TypeByDefault = "type.default", 0.8, "không thấy tên loại (no type name is printed)";
    /// Symbol and issuer disagree.
    IssuerCode = "issuer.code", 0.6, "ký hiệu và cơ quan ban hành không khớp (symbol and issuer disagree)";
    /// The issuer was told from the text, there is no head.
    Inferred = "issuer.inferred", 0.8, "suy từ nội dung, không có phần đầu (told from the text, there is no head)";
    /// Neither level nor place of the body could be told.
    Unplaced = "issuer.unplaced", 0.8, "chưa rõ cấp, địa phương (level and place unknown)";
    /// A document cannot cite what is younger.
    DateOrder = "date.order", 0.6, "ngày mâu thuẫn với văn bản viện dẫn (dates contradict each other)";
    /// The day of a scan was not read: it is mostly written by hand, not left blank.
    Partial = "date.partial", 0.6, "chưa đọc được đủ ngày, tháng (day or month not read)";
    /// Words that are no name of a person.
    NotAName = "name.odd", 0.3, "không giống họ tên (no name of a person)";
    /// The text does not open as a subject does.
    OddOpening = "opening.odd", 0.5, "mở đầu bất thường (unusual opening)";
    /// A short form or a back-reference: the number is its antecedent's.
    Antecedent = "citation.antecedent", 0.85, "số lấy từ chỗ nêu trước (number of an earlier mention)";
    /// Neither a type code nor a known body's code is in the symbol.
    UnknownCode = "symbol.unknown", 0.96, "ký hiệu không có trong bảng (symbol not in the tables)";
    /// Another number of the same text differs in one sign only.
    NearOther = "number.near", 0.6, "khác một ký tự với số khác trong văn bản (one sign from another number)";
    /// Nothing says who does it.
    NoLead = "task.no_lead", 0.8, "không rõ ai làm (nobody is named)";
    /// A body that is no known name.
    OddBody = "body.odd", 0.6, "tên cơ quan bất thường (unusual name of a body)";
    /// Such papers propose or report, they seldom assign.
    SeldomAssigns = "task.seldom", 0.6, "loại văn bản ít giao việc (such papers seldom assign)";
}

#[test]
fn codes_are_told_apart_and_weights_are_shares() {
    let all = [Doubt::Unsure, Doubt::Noise, Doubt::TypeCode, Doubt::DateOrder, Doubt::NoLead];
    let codes: std::collections::BTreeSet<&str> = all.iter().map(|doubt| doubt.code()).collect();
    assert_eq!(codes.len(), all.len());
    assert!(all.iter().all(|doubt| (0.0..1.0).contains(&doubt.weight()) && doubt.words().contains(" (")));
}

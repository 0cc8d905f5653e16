//! What kind of body a name is, and the level that the kind alone tells (*loại và cấp của cơ quan*).

use crate::model::{BodyKind, Level};
use crate::text::fold;

/// What kind of body a full name is.
pub(super) fn body_kind(name: &str) -> BodyKind {
    const HEADS: [(&str, BodyKind); 47] = [
        ("chủ tịch ủy ban nhân dân", BodyKind::Chair),
        ("chủ tịch ubnd", BodyKind::Chair),
        ("ủy ban nhân dân", BodyKind::PeopleCommittee),
        ("ubnd", BodyKind::PeopleCommittee),
        ("hội đồng nhân dân", BodyKind::PeopleCouncil),
        ("hđnd", BodyKind::PeopleCouncil),
        ("thường trực hội đồng nhân dân", BodyKind::PeopleCouncil),
        ("tỉnh ủy", BodyKind::PartyCommittee),
        ("thành ủy", BodyKind::PartyCommittee),
        ("huyện ủy", BodyKind::PartyCommittee),
        ("quận ủy", BodyKind::PartyCommittee),
        ("thị ủy", BodyKind::PartyCommittee),
        ("đảng ủy", BodyKind::PartyCommittee),
        ("đảng bộ", BodyKind::PartyCommittee),
        ("ban thường vụ", BodyKind::PartyCommittee),
        ("ban chấp hành đảng bộ", BodyKind::PartyCommittee),
        ("ban chấp hành trung ương", BodyKind::PartyCommittee),
        ("bộ chính trị", BodyKind::PartyCommittee),
        ("ban bí thư", BodyKind::PartyCommittee),
        ("thường trực tỉnh ủy", BodyKind::PartyCommittee),
        ("thủ tướng", BodyKind::PrimeMinister),
        ("chính phủ", BodyKind::Government),
        ("chủ tịch chính phủ", BodyKind::Government),
        ("ủy ban mặt trận", BodyKind::FrontOrUnion),
        ("ủy ban mttq", BodyKind::FrontOrUnion),
        ("ủy ban trung ương mặt trận", BodyKind::FrontOrUnion),
        ("ban thường trực", BodyKind::FrontOrUnion),
        ("mặt trận", BodyKind::FrontOrUnion),
        ("hội ", BodyKind::FrontOrUnion),
        ("đoàn thanh niên", BodyKind::FrontOrUnion),
        ("liên đoàn", BodyKind::FrontOrUnion),
        ("liên hiệp", BodyKind::FrontOrUnion),
        ("bộ chỉ huy", BodyKind::Department),
        ("bộ tư lệnh", BodyKind::Department),
        ("bộ ", BodyKind::Ministry),
        ("văn phòng chính phủ", BodyKind::Ministry),
        ("thanh tra chính phủ", BodyKind::Ministry),
        ("ngân hàng nhà nước việt nam", BodyKind::Ministry),
        ("ủy ban dân tộc", BodyKind::Ministry),
        ("sở ", BodyKind::Department),
        ("phòng ", BodyKind::Department),
        ("cục ", BodyKind::Department),
        ("chi cục ", BodyKind::Department),
        ("văn phòng", BodyKind::Department),
        ("thanh tra", BodyKind::Department),
        ("ban ", BodyKind::Department),
        ("công an", BodyKind::Department),
    ];
    let folded = fold::accented(name);
    HEADS.iter().find(|(head, _)| folded.starts_with(head)).map_or(BodyKind::Other, |(_, kind)| *kind)
}

/// Level of a body whose name holds no place.
pub(super) fn level_of(kind: BodyKind, name: &str) -> Option<Level> {
    let folded = fold::accented(name);
    match kind {
        _ if ["kiểm toán nhà nước", "tòa án nhân dân tối cao", "viện kiểm sát nhân dân tối cao"]
            .contains(&&*folded) =>
        {
            Some(Level::Central)
        }
        BodyKind::Department | BodyKind::FrontOrUnion
            if folded.ends_with(" việt nam") && !folded.contains("chi nhánh") && !folded.starts_with("hội đồng") =>
        {
            Some(Level::Central)
        }
        BodyKind::Ministry | BodyKind::Government | BodyKind::PrimeMinister => Some(Level::Central),
        BodyKind::PartyCommittee
            if ["trung ương", "bộ chính trị", "ban bí thư"].iter().any(|word| folded.contains(word)) =>
        {
            Some(Level::Central)
        }
        BodyKind::PartyCommittee if folded.contains("tỉnh ủy") => Some(Level::Province),
        BodyKind::PartyCommittee if folded.contains("huyện ủy") || folded.contains("quận ủy") => {
            Some(Level::District)
        }
        BodyKind::Department if folded.starts_with("sở ") => Some(Level::Province),
        _ if folded.ends_with(" tỉnh") => Some(Level::Province),
        _ if folded.ends_with(" huyện") => Some(Level::District),
        _ if folded.ends_with(" xã") => Some(Level::Commune),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bodies_are_central() {
        for name in ["Bộ Y tế", "Kiểm toán nhà nước", "Tòa án nhân dân tối cao", "Bộ Chính trị"] {
            assert_eq!(level_of(body_kind(name), name), Some(Level::Central), "{name}");
        }
        for name in ["Cục Mẫu Việt Nam", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"] {
            assert_eq!(level_of(body_kind(name), name), Some(Level::Central), "{name}");
        }
        assert_eq!(level_of(body_kind("Tòa án nhân dân khu vực 7"), "Tòa án nhân dân khu vực 7"), None);
    }
}

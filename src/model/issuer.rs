//! [`IssuerName`], [`BodyKind`], [`Level`]: who issues a document (*cơ quan ban hành*).

/// Level of government (*cấp*). The district level ended on 30/6/2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// *Trung ương*.
    Central,
    /// *Tỉnh, thành phố trực thuộc trung ương*.
    Province,
    /// *Huyện, quận, thị xã, thành phố thuộc tỉnh*.
    District,
    /// *Xã, phường, thị trấn, đặc khu*.
    Commune,
}

impl Level {
    /// Slug of the record: `trung_uong`, `tinh`, `huyen`, `xa`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Level::Central => "trung_uong",
            Level::Province => "tinh",
            Level::District => "huyen",
            Level::Commune => "xa",
        }
    }

    /// The level of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Level> {
        [Level::Central, Level::Province, Level::District, Level::Commune]
            .into_iter()
            .find(|level| level.slug() == slug)
    }
}

/// What kind of body an issuer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// *Ủy ban nhân dân*.
    PeopleCommittee,
    /// *Chủ tịch Ủy ban nhân dân*.
    Chair,
    /// *Hội đồng nhân dân*.
    PeopleCouncil,
    /// *Cấp ủy Đảng*: Tỉnh ủy, Huyện ủy, Bộ Chính trị, Ban Bí thư …
    PartyCommittee,
    /// *Sở, phòng, ban, cục* under a committee or ministry.
    Department,
    /// *Bộ, cơ quan ngang bộ*.
    Ministry,
    /// *Chính phủ*.
    Government,
    /// *Thủ tướng Chính phủ*.
    PrimeMinister,
    /// *Mặt trận Tổ quốc, đoàn thể*.
    FrontOrUnion,
    /// Anything else.
    Other,
}

impl BodyKind {
    const ALL: [BodyKind; 10] = [
        BodyKind::PeopleCommittee,
        BodyKind::Chair,
        BodyKind::PeopleCouncil,
        BodyKind::PartyCommittee,
        BodyKind::Department,
        BodyKind::Ministry,
        BodyKind::Government,
        BodyKind::PrimeMinister,
        BodyKind::FrontOrUnion,
        BodyKind::Other,
    ];

    /// Slug of the record, such as `people_committee`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            BodyKind::PeopleCommittee => "people_committee",
            BodyKind::Chair => "chair",
            BodyKind::PeopleCouncil => "people_council",
            BodyKind::PartyCommittee => "party_committee",
            BodyKind::Department => "department",
            BodyKind::Ministry => "ministry",
            BodyKind::Government => "government",
            BodyKind::PrimeMinister => "prime_minister",
            BodyKind::FrontOrUnion => "front_or_union",
            BodyKind::Other => "other",
        }
    }

    /// The kind of a slug; [`BodyKind::Other`] for an unknown one.
    #[must_use]
    pub fn from_slug(slug: &str) -> BodyKind {
        BodyKind::ALL.into_iter().find(|kind| kind.slug() == slug).unwrap_or(BodyKind::Other)
    }

    /// True for the bodies that speak for their whole place: committee, chair, council, Party committee.
    #[must_use]
    pub fn speaks_for_place(self) -> bool {
        matches!(self, BodyKind::PeopleCommittee | BodyKind::Chair | BodyKind::PeopleCouncil | BodyKind::PartyCommittee)
    }
}

/// A body named in full with its place, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerName {
    /// `Ủy ban nhân dân tỉnh Lạng Sơn`.
    pub name: String,
    /// Kind of body.
    pub body: BodyKind,
    /// Level, where it can be told.
    pub level: Option<Level>,
    /// Statistical (GSO) code of the province at the document's date, where it can be told.
    pub province: Option<String>,
}

//! [`Signature`]: who signed, in what capacity (*quyền hạn, chức vụ, họ tên*).

use crate::model::Located;

/// The signature block. Legal source: Nghị định 30/2020/NĐ-CP, art. 13 and Appendix I.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signature {
    /// The line nearest above the signer's own position.
    pub authority: Option<Located<SignAuthority>>,
    /// The body or head signed for, such as `Ủy ban nhân dân`.
    pub on_behalf_of: Option<Located<String>>,
    /// The signer's own position, such as `Phó Chủ tịch`.
    pub position: Option<Located<String>>,
    /// The signer's name.
    pub name: Option<Located<String>>,
}

/// In what capacity a person signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignAuthority {
    /// *Thay mặt*: on behalf of a collective body.
    OnBehalf,
    /// *Ký thay*: a deputy for the head.
    ForHead,
    /// *Thừa lệnh*: by order.
    ByOrder,
    /// *Thừa ủy quyền*: by authorisation.
    ByAuthorisation,
    /// *Quyền*: acting head.
    Acting,
}

impl SignAuthority {
    /// Slug of the record: `TM`, `KT`, `TL`, `TUQ`, `Q`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            SignAuthority::OnBehalf => "TM",
            SignAuthority::ForHead => "KT",
            SignAuthority::ByOrder => "TL",
            SignAuthority::ByAuthorisation => "TUQ",
            SignAuthority::Acting => "Q",
        }
    }
}

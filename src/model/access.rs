//! Papers with a degree of secrecy: whether they are shown, and who asked for them.

/// Whether papers with a degree of secrecy (*mật, tối mật, tuyệt mật*) take part in answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SecretPapers {
    /// They are withheld, counted only.
    #[default]
    Withheld,
    /// They were asked for, which is logged.
    Shown,
}

/// Someone asked for papers with a degree of secrecy: one entry of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// When, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was asked: the command as typed.
    pub what: String,
}

//! [`Language`]: of headings, reports and names of slugs.

/// A language the program writes in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese, the default.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The wording of this language.
    ///
    /// ```
    /// use vanban::model::Language;
    /// assert_eq!(Language::English.pick("văn bản", "documents"), "documents");
    /// ```
    #[must_use]
    pub fn pick<T>(self, vietnamese: T, english: T) -> T {
        match self {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        }
    }

    /// BCP 47 tag: `vi` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.pick("vi", "en")
    }
}

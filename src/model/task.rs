//! [`TaskAssignment`]: what is assigned to whom by when (*giao nhiệm vụ*).

use crate::text::Span;

/// One assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskAssignment {
    /// Numbers of the sections above it, such as `II.1`.
    pub path: String,
    /// Text of the job without its number and labels.
    pub title: String,
    /// Who does it (*chủ trì*).
    pub lead: Vec<String>,
    /// Who helps (*phối hợp*).
    pub coordinate: Vec<String>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// Expected result (*kết quả, sản phẩm*).
    pub result: Option<String>,
    /// How strongly it is asked, where a verb tells.
    pub modality: Option<Modality>,
    /// What pays for it (*kinh phí*), where it is stated for this task.
    pub funding: Option<String>,
    /// Whom it is to be reported to, where the task is or holds a duty to report.
    pub reporting: Option<Reporting>,
    /// Place in the clean text.
    pub span: Span,
}

impl TaskAssignment {
    /// An assignment of which nothing but the place is known yet.
    #[must_use]
    pub fn at(span: Span) -> TaskAssignment {
        TaskAssignment {
            path: String::new(),
            title: String::new(),
            lead: Vec::new(),
            coordinate: Vec::new(),
            deadline: None,
            result: None,
            modality: None,
            funding: None,
            reporting: None,
            span,
        }
    }
}

/// A duty to report (*chế độ báo cáo*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// To whom (*báo cáo về*), as written.
    pub to: Vec<String>,
    /// Through whom (*qua*), as written.
    pub via: Vec<String>,
}

/// How strongly a task is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modality {
    /// *Giao, yêu cầu, phân công*.
    Order,
    /// *Đề nghị*: to Party bodies, the Front and equals.
    Request,
    /// *Có trách nhiệm*.
    Duty,
}

impl Modality {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Modality::Order => "order",
            Modality::Request => "request",
            Modality::Duty => "duty",
        }
    }
}

/// A deadline (*thời hạn*), printed and normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// As printed, single spaces.
    pub raw: String,
    /// What kind of limit it is.
    pub kind: DeadlineKind,
    /// First day, where there is one.
    pub start: Option<jiff::civil::Date>,
    /// Last day, where there is one.
    pub end: Option<jiff::civil::Date>,
    /// True for `trước ngày`: the last day itself is too late.
    pub exclusive: bool,
    /// True for `đầu năm` and the like, or where the year was taken from the document.
    pub fuzzy: bool,
    /// RFC 5545 RRULE, such as `FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10`.
    pub recurrence: Option<String>,
    /// A second kind in the same words: *Định kỳ hàng năm hoặc đột xuất*.
    pub also: Option<DeadlineKind>,
    /// *Tầm nhìn đến năm 2045*: how far the words look beyond the limit.
    pub vision: Option<jiff::civil::Date>,
    /// What the limit is counted from, where it is counted.
    pub counted: Option<CountedFrom>,
}

impl Deadline {
    /// A deadline of a kind that says nothing more.
    #[must_use]
    pub fn of(kind: DeadlineKind) -> Deadline {
        Deadline {
            raw: String::new(),
            kind,
            start: None,
            end: None,
            exclusive: false,
            fuzzy: false,
            recurrence: None,
            also: None,
            vision: None,
            counted: None,
        }
    }
}

/// *Trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedFrom {
    /// What starts the count.
    pub event: DeadlineEvent,
    /// ISO 8601 duration: `P10D`.
    pub offset: String,
    /// Only working days count (*ngày làm việc*).
    pub business_days: bool,
}

/// What starts the count of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineEvent {
    /// *Ngày nhận được*.
    Receipt,
    /// *Ngày ký*.
    Signature,
    /// *Ban hành*.
    Issue,
    /// *Có hiệu lực*.
    Effect,
    /// The date of the act that is cited: *sơ kết 05 năm thực hiện …*.
    CitedAct,
    /// Something else.
    Other,
}

impl DeadlineEvent {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            DeadlineEvent::Receipt => "receipt",
            DeadlineEvent::Signature => "signature",
            DeadlineEvent::Issue => "issue",
            DeadlineEvent::Effect => "effect",
            DeadlineEvent::CitedAct => "cited_act",
            DeadlineEvent::Other => "other",
        }
    }
}

/// What kind of limit a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineKind {
    /// On or before a day.
    By,
    /// Within a period.
    Range,
    /// Again and again (*hằng năm*).
    Recurring,
    /// *Thường xuyên*: never overdue.
    Continuous,
    /// Counted from an event.
    Relative,
    /// *Đến năm 2030*.
    Until,
    /// *Từ năm 2020*.
    From,
    /// *Sơ kết 05 năm*.
    Milestone,
    /// *Đột xuất, khi có yêu cầu*.
    AdHoc,
    /// Words that set no date.
    Unspecified,
    /// *Đã hoàn thành*.
    Done,
}

impl DeadlineKind {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            DeadlineKind::By => "by",
            DeadlineKind::Range => "range",
            DeadlineKind::Recurring => "recurring",
            DeadlineKind::Continuous => "continuous",
            DeadlineKind::Relative => "relative",
            DeadlineKind::Until => "until",
            DeadlineKind::From => "from",
            DeadlineKind::Milestone => "milestone",
            DeadlineKind::AdHoc => "ad_hoc",
            DeadlineKind::Unspecified => "unspecified",
            DeadlineKind::Done => "done",
        }
    }
}

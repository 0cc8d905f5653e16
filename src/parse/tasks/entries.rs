//! Blocks of the body as entries: the path of their marks, labels, and the bodies that each starts with.

use super::Context;
use super::actors::{self, Actors};
use crate::parse::blocks::{Block, Layout, is_row};
use crate::parse::marks::MarkStyle;
use crate::tables::TaskField;
use crate::text::{Span, fold, prefix};

/// One block, sorted.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Text behind the mark.
    pub(super) content: Span,
    /// Style of the mark; `None` for a bare paragraph.
    pub(super) style: Option<MarkStyle>,
    /// Numbers of the sections above it and its own, such as `II.1`.
    pub(super) path: String,
    /// Labels and their values (`Cơ quan chủ trì: …; thời gian: …`), at its start or behind a job.
    pub(super) labels: Vec<Label>,
    /// The bodies that it starts with.
    pub(super) actors: Actors,
    /// A section's title: Roman number, chapter, article, line in capitals.
    pub(super) is_section: bool,
}

/// A label inside an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    pub(super) field: TaskField,
    /// Where the label starts.
    pub(super) start: usize,
    pub(super) value: Span,
}

impl Entry {
    /// The entry is labels and nothing else.
    pub(super) fn is_labels(&self) -> bool {
        self.labels.first().is_some_and(|label| label.start == self.content.start())
    }

    /// It says who does a job, by when, or what comes of it.
    pub(super) fn labels_task(&self) -> bool {
        self.labels.iter().any(|label| label.field.makes_task())
    }

    pub(super) fn is_numbered(&self) -> bool {
        self.style.is_some_and(|style| style < MarkStyle::Dash)
    }

    pub(super) fn is_bullet(&self) -> bool {
        self.style.is_some_and(|style| style >= MarkStyle::Dash)
    }

    /// Does this entry stand below `above`, which comes right before it?
    pub(super) fn is_below(&self, above: &Entry) -> bool {
        match (self.style, above.style) {
            (Some(own), Some(above)) => own > above,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// The entries of the blocks between two bytes of the text. Lists of recipients are left out.
/// So are rows of tables, which `tables` spans.
pub(super) fn sort(layout: &Layout, part: Span, tables: &[Span], context: &Context<'_>) -> Vec<Entry> {
    let mut path = Path::default();
    let mut found: Vec<Entry> = Vec::new();
    let mut in_recipients = false;
    for block in layout.blocks.iter().filter(|block| part.range().contains(&block.span.start())) {
        let content = Span::new(block.content.start(), block.content.end().min(part.end()));
        let opening = prefix(block.span.of(context.flow), 36);
        let folded = if fold::may_open(opening, &['n', 'l']) { fold::unaccented(opening) } else { String::new() };
        let opens_recipients = folded.trim_start_matches(['-', '*', ' ']).starts_with("noi nhan");
        in_recipients = opens_recipients || in_recipients && !is_major(block);
        let is_row = block.mark.is_none() && is_row(block.span.of(context.flow))
            || tables.iter().any(|table| table.range().contains(&block.span.start()));
        if in_recipients || is_row || content.is_empty() {
            in_recipients &= !folded.trim_start_matches(['-', '~', '*', ' ']).starts_with("luu");
            continue;
        }
        match found.last_mut().filter(|last| goes_on(last, block, context)) {
            Some(last) => last.content = last.content.join(content),
            None => found.push(entry(block, content, &mut path, context)),
        }
    }
    // Few papers quote another's norm.
    if context.flow.contains('“') {
        leave_out_quoted(&mut found, context);
    }
    found
}

/// Most entries of a quoted norm.
const LONGEST_QUOTE: usize = 60;

/// What stands between quotes over several paragraphs is another paper's norm, or its new wording.
fn leave_out_quoted(entries: &mut Vec<Entry>, context: &Context<'_>) {
    // How many quotes an entry leaves open, and how many it closes that stand open.
    let quotes = |entry: &Entry| {
        entry.content.of(context.flow).chars().fold((0, 0), |(open, closed), letter| match letter {
            '“' => (open + 1, closed),
            '”' if open > 0 => (open - 1, closed),
            '”' => (open, closed + 1),
            _ => (open, closed),
        })
    };
    let mut at = 0;
    while at < entries.len() {
        let last = entries.len().min(at + LONGEST_QUOTE);
        let opens = entries[at].content.of(context.flow).contains('“') && quotes(&entries[at]).0 > 0;
        let end = (at + 1..last).filter(|_| opens).find(|next| quotes(&entries[*next]).1 > 0);
        if let Some(end) = end {
            let is_whole = entries[at].content.of(context.flow).starts_with('“');
            entries.drain(at + usize::from(!is_whole)..=end);
        }
        at += 1;
    }
}

/// A mark that no list of recipients holds.
fn is_major(block: &Block) -> bool {
    block.mark.as_ref().is_some_and(|mark| mark.style <= MarkStyle::Number)
}

/// A bare paragraph in small letters goes on with what stands before it, but not behind a colon.
fn goes_on(last: &Entry, block: &Block, context: &Context<'_>) -> bool {
    let before = last.content.of(context.flow).trim_end();
    let is_small = block.content.of(context.flow).starts_with(char::is_lowercase);
    block.mark.is_none() && is_small && !last.is_section && last.labels.is_empty() && !before.ends_with(':')
}

fn entry(block: &Block, content: Span, path: &mut Path, context: &Context<'_>) -> Entry {
    let misread = block.mark.is_none().then(|| path.misread(content.of(context.flow))).flatten();
    let style = block.mark.as_ref().map(|mark| path.style_of(mark.style, block.span.of(context.flow)));
    let (style, content) = match misread {
        Some((style, length)) => {
            path.enter(style, content.of(context.flow)[..length].trim_end_matches(['.', ',', ')', ' ']));
            (Some(style), Span::new(content.start() + length, content.end()))
        }
        None => (style, content),
    };
    let is_capital = fold::is_upper_case(content.of(context.flow));
    let is_section = matches!(style, Some(style) if style <= MarkStyle::Article) || (style.is_none() && is_capital);
    match (style, &block.mark) {
        (Some(style), Some(mark)) if style < MarkStyle::Dash => path.enter(style, &mark.label),
        (None, _) if is_capital => path.marks.clear(),
        _ => {}
    }
    Entry {
        content,
        style,
        path: path.printed(),
        labels: labels_of(content, context),
        actors: actors::of(content, context),
        is_section,
    }
}

/// The marks above a place, outermost first.
#[derive(Debug, Default)]
struct Path {
    marks: Vec<(MarkStyle, String)>,
}

impl Path {
    /// `I)` behind `k)` is the letter l, not a Roman one.
    fn style_of(&self, style: MarkStyle, printed: &str) -> MarkStyle {
        let behind_k = self.marks.last().is_some_and(|(style, label)| *style == MarkStyle::Letter && label == "k");
        if printed.starts_with("I)") && behind_k { MarkStyle::Letter } else { style }
    }

    /// A mark that was recognised as another sign, and stays as read: `Š. Trong …` behind `4.`, `©) Làm …` behind `b)`,
    /// `4, Sở …` behind `3.`. Gives its style and length.
    fn misread(&self, printed: &str) -> Option<(MarkStyle, usize)> {
        let stop = prefix(printed, 4).find(['.', ',', ')']).filter(|stop| (1..=3).contains(stop))?;
        let (mark, text) = (&printed[..stop], printed[stop + 1..].strip_prefix(' ')?);
        let length = text.starts_with(char::is_uppercase).then(|| printed.len() - text.len())?;
        let is_sign = |letter: char| !letter.is_ascii() && (letter.is_uppercase() || !letter.is_alphanumeric());
        let is_lone_sign = mark.chars().all(is_sign) && mark.chars().count() == 1;
        let last = |style: MarkStyle| self.marks.iter().rev().find(|(above, _)| *above == style);
        let (_, number) = last(MarkStyle::Number)?;
        let follows = || number.parse::<u16>().ok().map(|number| (number + 1).to_string()).as_deref() == Some(mark);
        match &printed[stop..=stop] {
            "." if is_lone_sign => Some((MarkStyle::Number, length)),
            "," if follows() => Some((MarkStyle::Number, length)),
            ")" if is_lone_sign && last(MarkStyle::Letter).is_some() => Some((MarkStyle::Letter, length)),
            _ => None,
        }
    }

    fn enter(&mut self, style: MarkStyle, label: &str) {
        // `1.2` prints the number above it.
        let holds_number = matches!(style, MarkStyle::Number2 | MarkStyle::Number3);
        while self.marks.last().is_some_and(|(above, _)| *above >= style || holds_number && *above >= MarkStyle::Number)
        {
            self.marks.pop();
        }
        let label = if style == MarkStyle::Letter && label == "I" { "l" } else { label };
        self.marks.push((style, label.to_owned()));
    }

    fn printed(&self) -> String {
        // A section in Roman numbers stands for the chapters above it.
        let from = self.marks.iter().rposition(|(style, _)| *style <= MarkStyle::Article).unwrap_or(0);
        self.marks[from..].iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(".")
    }
}

/// Most bytes of a label.
const LONGEST_LABEL: usize = 80;

/// The known labels before colons, at the start of the entry or of a sentence in it, each with its value.
fn labels_of(content: Span, context: &Context<'_>) -> Vec<Label> {
    let printed = content.of(context.flow);
    let mut found: Vec<Label> = Vec::new();
    for (colon, _) in printed.match_indices(':') {
        let before = &printed[..colon];
        let start = before.rfind(['.', ';', '(', ':', '\n']).map_or(0, |stop| stop + 1);
        let label = before[start..].trim_start_matches([' ', '-', '+']);
        if label.len() > LONGEST_LABEL {
            continue;
        }
        let start = content.start() + colon - label.len();
        let words = context.flow.words(Span::new(start, content.start() + colon));
        // `Nội dung:` heads columns, not sentences.
        let field = context.tables.task_labels.of(words).filter(|field| start == content.start() || field.makes_task());
        let Some(field) = field else { continue };
        if let Some(last) = found.last_mut() {
            last.value = tidy(context, last.value.start(), start);
        }
        found.push(Label { field, start, value: tidy(context, content.start() + colon + 1, content.end()) });
    }
    found
}

/// The text between two bytes without the blanks and stops around it.
fn tidy(context: &Context<'_>, start: usize, end: usize) -> Span {
    // Behind two labels in a row nothing stands.
    let text = &context.flow[start.min(end)..end];
    let start = end - text.trim_start().len();
    Span::new(start, start + context.flow[start..end].trim_end_matches([' ', ';', '(', '-', '+', '\n']).len())
}

/// The index behind the section that starts at `at`.
pub(super) fn section_end(entries: &[Entry], at: usize) -> usize {
    (at + 1..entries.len()).find(|next| entries[*next].is_section).unwrap_or(entries.len())
}

//! Jobs under headings that name a body, sentences that start with *Giao* or with a body, items of a letter.
//!
//! Headings are nested by the rank of their marks. A heading or an opener that ends in a colon hands its bodies, and
//! those it works with, down to what stands below it.

use super::actors::ActorForm;
use super::entries::Entry;
use super::helpers::{add, coordinating};
use super::sentences::{
    acts, asks_by_day, asks_nothing_new, ends_in_colon, ends_in_duty, follows_request, has_points, is_about_papers,
    is_charged, is_closing, is_enforcement, is_mere_name, is_no_job, is_order, is_paper, is_subject, is_title,
    is_topic, orders_by_article, orders_more,
};
use super::{Context, Manner};
use super::{deadlines, reports};
use crate::model::{Modality, TaskAssignment};
use crate::parse::marks::MarkStyle;
use crate::tables::TaskWord;
use crate::text::Span;

/// A heading or opener, open for the entries below it.
#[derive(Debug, Clone, Default)]
struct Heading {
    lead: Vec<String>,
    coordinate: Vec<String>,
    modality: Option<Modality>,
    style: Option<MarkStyle>,
    /// Style of the first entry below it, once there was one.
    child: Option<MarkStyle>,
    has_child: bool,
    /// It heads what was or is, not what is to be done: `2. Nội dung báo cáo`.
    tells: bool,
}

impl Heading {
    /// Keeps the style of the first entry below.
    fn note_child(&mut self, style: Option<MarkStyle>) {
        if !self.has_child {
            self.has_child = true;
            self.child = style;
        }
    }
}

/// Words of a section's first line that are looked at as its title.
const LONGEST_TITLE: usize = 40;

/// A section whose title says that each body is told there what to do.
pub(super) fn is_division(section: &[Entry], context: &Context<'_>) -> bool {
    let Some(first) = section.first().filter(|entry| entry.is_section) else { return false };
    let title = context.flow.words(first.content);
    let title = &title[..title.len().min(LONGEST_TITLE)];
    let known = &context.tables.task_words;
    if is_article(section) {
        known.like_starts(TaskWord::DutyArticle, title) || known.like_holds(TaskWord::DutyOwner, title)
    } else {
        known.like_holds(TaskWord::DutySection, title)
    }
}

pub(super) fn is_article(section: &[Entry]) -> bool {
    section.first().is_some_and(|entry| entry.style == Some(MarkStyle::Article))
}

/// The tasks of a section without labels; an article may stand in a chapter that is a division.
pub(super) fn tasks(section: &[Entry], is_division: bool, context: &Context<'_>) -> Vec<TaskAssignment> {
    let title = section.first().filter(|entry| entry.is_section);
    let title = title.map_or(&[][..], |entry| context.flow.words(entry.content));
    let is_article = is_article(section);
    let known = &context.tables.task_words;
    let group: Vec<&Entry> = section.iter().collect();
    if !is_article && known.like_starts(TaskWord::TellingSection, title) {
        return Vec::new();
    }
    let manner = match () {
        () if is_article && is_division => Context { manner: Manner::Division, addresses_items: false, ..*context },
        () if is_article => Context { manner: Manner::Article, addresses_items: false, ..*context },
        () if is_division => Context { manner: Manner::Division, ..*context },
        () => *context,
    };
    tasks_of(&group, &manner)
}

/// The tasks of entries without labels.
pub(super) fn tasks_of(group: &[&Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let mut reader = Reader {
        context,
        open: Vec::new(),
        found: Vec::new(),
        items_rule: false,
        is_among_items: false,
        is_below_item: false,
    };
    for (index, entry) in group.iter().enumerate() {
        reader.read(entry, group.get(index + 1).copied(), group[..index].iter().copied());
        if entry.is_numbered() && !entry.is_section {
            reader.is_among_items = entry.actors.form != ActorForm::None;
            reader.is_below_item = true;
        }
    }
    reader.found
}

struct Reader<'t, 'c> {
    context: &'t Context<'c>,
    open: Vec<Heading>,
    found: Vec<TaskAssignment>,
    /// A numbered item was a task, so that bullets below it are its parts.
    items_rule: bool,
    /// The numbered item above names a body.
    is_among_items: bool,
    /// A numbered item stands above.
    is_below_item: bool,
}

/// The orders of a letter that lists none: a paragraph that asks bodies for a job, perhaps by a day.
pub(super) fn lone_orders(entries: &[Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let order = |entry: &Entry| {
        let actors = super::actors::asked_within(entry.content, context);
        let asking = Entry { actors, ..entry.clone() };
        let is_job = acts(&asking, context) && !asks_nothing_new(&asking, context) || asks_by_day(&asking, context);
        let top = Heading { lead: asking.actors.names.clone(), modality: asking.actors.modality, ..Heading::default() };
        is_job.then(|| task(entry, entry.content, &top, context))
    };
    entries.iter().filter(|entry| entry.style.is_none() && !entry.is_section).filter_map(order).collect()
}

impl Reader<'_, '_> {
    fn read<'e>(&mut self, entry: &Entry, next: Option<&Entry>, before: impl DoubleEndedIterator<Item = &'e Entry>) {
        let context = self.context;
        self.close_for(entry);
        if is_closing(entry, context) && !is_order(entry, context) {
            self.open.clear();
            return;
        }
        if is_about_papers(entry, context) {
            self.items_rule = true;
            return;
        }
        if self.is_told(entry, next) {
            return;
        }
        if is_no_job(entry, context) {
            return;
        }
        if self.opens(entry, next) {
            self.items_rule = false;
            return;
        }
        let is_enforced = entry.actors.form == ActorForm::Sentence && is_enforcement(entry, context);
        let orders = is_charged(entry, context) || orders_by_article(entry, context);
        if entry.is_section && !orders || is_enforced {
            return;
        }
        let Some((title, lead)) = self.job_and_lead(entry) else { return };
        match (lead, self.open.last_mut()) {
            (Some(lead), open) => {
                if let Some(open) = open {
                    open.note_child(entry.style);
                }
                let top = Heading { lead, ..Heading::default() };
                self.found.push(task(entry, title, &top, context));
                self.items_rule = entry.is_numbered() || is_order(entry, context);
            }
            (None, Some(open)) if is_mere_name(entry, context) || is_subject(entry, context) => {
                open.note_child(entry.style);
            }
            (None, Some(open)) if entry.style.is_none() && open.child.is_some() => {
                self.go_on(entry);
            }
            (None, Some(open)) => {
                open.note_child(entry.style);
                let open = open.clone();
                self.found.push(task(entry, title, &open, context));
            }
            (None, None) => self.read_item(entry, next, before),
        }
    }

    /// The job of an entry and those it names for it; nothing where it only states an amount.
    fn job_and_lead(&self, entry: &Entry) -> Option<(Span, Option<Vec<String>>)> {
        let context = self.context;
        let names = || Some(entry.actors.names.clone());
        let job = behind_actors(entry, context);
        Some(match entry.actors.form {
            // `ĐƠN VỊ: Phụ lục I` heads a form.
            ActorForm::Job if context.tables.task_words.starts(TaskWord::Sum, context.flow.words(job)) => return None,
            ActorForm::Job if context.manner == Manner::Article && !has_verb(job, context) => return None,
            ActorForm::Job => (job, names()),
            // A verb that is not known leaves the whole sentence to the name.
            ActorForm::Heading if is_order(entry, context) && !ends_in_colon(entry, context) => {
                (entry.content, names())
            }
            ActorForm::Sentence if self.hands_on(entry) => (entry.content, None),
            ActorForm::Sentence if is_order(entry, context) || self.is_in_charge(entry) => (entry.content, names()),
            _ => (entry.content, None),
        })
    }

    /// A bare paragraph below an item goes on with its job.
    fn go_on(&mut self, entry: &Entry) {
        let Some(job) = self.found.last_mut() else { return };
        let more = task(entry, entry.content, &Heading::default(), self.context);
        job.title = format!("{} {}", job.title, more.title);
        add(&mut job.coordinate, more.coordinate);
        job.deadline = job.deadline.take().or(more.deadline);
        job.reporting = job.reporting.take().or(more.reporting);
        job.span = job.span.join(more.span);
    }

    /// An item of a letter that names nobody: those it is addressed to do it.
    fn read_item<'e>(
        &mut self,
        entry: &Entry,
        next: Option<&Entry>,
        before: impl DoubleEndedIterator<Item = &'e Entry>,
    ) {
        let context = self.context;
        if context.addresses_items && entry.is_numbered() {
            let heads = next.is_some_and(|next| {
                next.is_below(entry) || next.style.is_none() && !next.is_section && !is_closing(next, context)
            });
            let opens = is_title(entry, context) || ends_in_colon(entry, context) && !has_points(entry, context);
            if heads && opens {
                self.open.push(Heading { style: entry.style, ..Heading::default() });
                self.items_rule = false;
            } else if !(is_topic(entry, context) || is_mere_name(entry, context) || is_subject(entry, context)) {
                self.found.push(task(entry, entry.content, &Heading::default(), context));
                self.items_rule = true;
            }
        } else if context.manner.names_assign()
            && entry.style == Some(MarkStyle::Dash)
            && !self.items_rule
            && !is_mere_name(entry, context)
            && !is_subject(entry, context)
            && follows_request(before, entry, context)
        {
            self.found.push(task(entry, entry.content, &Heading::default(), context));
        }
    }

    /// The entry heads, or stands below, what tells and assigns nothing: `1. Nội dung báo cáo`.
    fn is_told(&mut self, entry: &Entry, next: Option<&Entry>) -> bool {
        let context = self.context;
        if self.open.iter().any(|open| open.tells) {
            if let Some(open) = self.open.last_mut() {
                open.note_child(entry.style);
            }
            return !is_charged(entry, context);
        }
        if !entry.is_numbered() || entry.is_section || entry.actors.form != ActorForm::None {
            return false;
        }
        let heads = next.is_some_and(|next| next.is_below(entry) || next.style.is_none() && !next.is_section);
        let all = context.flow.words(entry.content);
        let tells = heads
            && (is_title(entry, context) || ends_in_colon(entry, context) && all.len() <= 12)
            && context.tables.task_words.starts(TaskWord::TellingSection, all);
        if tells {
            self.open.push(Heading { style: entry.style, tells, ..Heading::default() });
        }
        tells
    }

    /// Closes the headings that `entry` does not stand below.
    fn close_for(&mut self, entry: &Entry) {
        while let Some(open) = self.open.last() {
            let is_over = match (open.style, entry.style) {
                (Some(above), Some(own)) => own <= above,
                (None, Some(own)) => open.has_child && open.child.is_none_or(|child| own < child),
                (Some(above), None) => above >= MarkStyle::Dash && open.child.is_some(),
                (None, None) => open.child.is_some(),
            };
            if !is_over {
                return;
            }
            self.open.pop();
        }
    }

    /// Opens a heading where the entry names bodies, or opens a list, for the entries below it.
    fn opens(&mut self, entry: &Entry, next: Option<&Entry>) -> bool {
        let context = self.context;
        let actors = &entry.actors;
        let heads = next.is_some_and(|next| next.is_below(entry));
        let heads_bare = next.is_some_and(|next| next.style.is_none() && !next.is_section);
        let is_strict = (context.manner == Manner::Article) && actors.modality.is_none();
        // `2. Về việc A` and below it `Đề nghị các xã:`; above all items, those asked are the letter's readers.
        let asks_below = self.is_below_item && matches!(actors.modality, Some(Modality::Order | Modality::Request));
        // `Đề nghị các sở phổ biến các văn bản sau:` is the job itself; what follows are papers.
        if actors.form == ActorForm::Sentence && next.is_some_and(|next| is_paper(next, context)) {
            return false;
        }
        let colon = ends_in_colon(entry, context);
        // `1. Giao Phòng A thực hiện các việc:` whose items are numbered on as its siblings.
        let heads_siblings = colon && !heads && next.is_some_and(|next| next.style == entry.style);
        let names_bodies = match actors.form {
            ActorForm::Sentence if heads_siblings && is_order(entry, context) => true,
            ActorForm::Heading if is_strict => false,
            ActorForm::Heading if entry.is_bullet() => (heads || heads_bare) && colon,
            ActorForm::Heading => entry.is_numbered() || heads,
            ActorForm::Title => !is_strict && !entry.is_bullet() && (heads || entry.is_numbered() && heads_bare),
            ActorForm::Job => false,
            ActorForm::Sentence if is_strict => colon && heads && is_charged(entry, context),
            ActorForm::Sentence => {
                colon
                    && (heads || heads_bare && ends_in_duty(entry, context))
                    && (entry.style.is_some() || asks_below || self.is_in_charge(entry))
            }
            ActorForm::None => false,
        };
        let below = self.open.last().cloned();
        let lists = colon && (heads || heads_bare) || heads && entry.is_numbered() && is_title(entry, context);
        let mut heading = Heading { style: entry.style, modality: modality(entry, context), ..Heading::default() };
        if names_bodies {
            if heads_siblings {
                heading.style = None;
                heading.note_child(entry.style);
            }
            heading.lead.clone_from(&actors.names);
        } else if let Some(below) = below.filter(|_| lists && actors.form != ActorForm::Job) {
            heading = Heading { style: entry.style, child: None, has_child: false, ..below };
        } else {
            return false;
        }
        if colon {
            add(&mut heading.coordinate, coordinating(entry.content, context));
        }
        if let Some(open) = self.open.last_mut() {
            open.note_child(entry.style);
        }
        self.open.push(heading);
        true
    }

    /// `- Phân công lãnh đạo và cán bộ …`, `- Yêu cầu các đơn vị …` below a body's name: its own job is to order.
    fn hands_on(&self, entry: &Entry) -> bool {
        let first = entry.actors.names.first().map_or("", String::as_str);
        let is_below = self.open.last().is_some_and(|open| !open.lead.is_empty());
        is_below && entry.is_bullet() && entry.actors.modality.is_some() && first.starts_with(char::is_lowercase)
    }

    /// `Sở Nội vụ chủ trì, …`: an item whose subject is a body, or a paragraph that says that a body is responsible.
    fn is_in_charge(&self, entry: &Entry) -> bool {
        let context = self.context;
        let is_listed = entry.style.is_some() && !entry.is_section;
        let is_below = self.open.last().is_some_and(|open| !open.lead.is_empty());
        // Below the name of a committee *Lãnh đạo …* is what it does.
        if is_below && entry.actors.names.first().is_some_and(|name| name.starts_with("Lãnh đạo ")) {
            return false;
        }
        let is_bare = entry.style.is_none() && (self.is_among_items || context.manner == Manner::Division);
        let may_act = context.manner != Manner::Article && !context.is_norm && (is_listed || is_bare);
        is_listed && (context.manner.names_assign() || is_below)
            || may_act && acts(entry, context)
            || is_charged(entry, context)
            || orders_by_article(entry, context)
            || asks_by_day(entry, context)
            || orders_more(entry, context)
    }
}

/// What follows the names of the bodies, behind their colon.
fn behind_actors(entry: &Entry, context: &Context<'_>) -> Span {
    let rest = &context.flow[entry.actors.end..entry.content.end()];
    let text = rest.trim_start_matches([':', ' ', '\t', '.', ';', ',']);
    Span::new(entry.content.end() - text.len(), entry.content.end())
}

fn has_verb(job: Span, context: &Context<'_>) -> bool {
    context.tables.phrases.task_verb(context.flow.words(job)).is_some()
}

fn modality(entry: &Entry, context: &Context<'_>) -> Option<Modality> {
    let printed = entry.content.of(context.flow);
    let duty = ["có trách nhiệm", "chịu trách nhiệm"].iter().any(|verb| printed.contains(verb));
    entry.actors.modality.or(duty.then_some(Modality::Duty))
}

fn task(entry: &Entry, title: Span, above: &Heading, context: &Context<'_>) -> TaskAssignment {
    let mut coordinate = coordinating(title, context);
    add(&mut coordinate, above.coordinate.clone());
    TaskAssignment {
        path: entry.path.clone(),
        title: super::title(title.of(context.flow)),
        lead: above.lead.clone(),
        coordinate,
        deadline: deadlines::in_prose(title.of(context.flow), context.date),
        modality: modality(entry, context).or(above.modality),
        reporting: reports::of(title, context),
        ..TaskAssignment::at(entry.content)
    }
}

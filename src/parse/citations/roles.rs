//! Roles and nesting of the mentions of one sentence.
//!
//! The verb before a mention gives its role; a list (`;`, `,`, `và`) passes the role on; a mention inside the open
//! subject of the one before it belongs to that one (right-branching chain). See `grammars/role_phrases.tsv`.

use super::{Mention, PassagePlace};
use crate::model::{Citation, CitationRole, Scope, Strength};
use crate::parse::flow::Flow;
use crate::tables::{RolePhrase, Tables};
use crate::text::{Span, words};

/// What a sentence says of one mention.
#[derive(Debug, Clone)]
pub(super) struct Ruling {
    pub(super) role: CitationRole,
    pub(super) strength: Strength,
    pub(super) scope: Scope,
    /// The verb as in the table.
    pub(super) detail: Option<String>,
    /// The mention of the same sentence whose title holds this one.
    pub(super) parent: Option<usize>,
    /// The mention of the same sentence that this act amends.
    pub(super) amends: Option<usize>,
}

/// Words between a verb and its document at the most.
const LONGEST_FILLER: usize = 10;
/// Words looked at before a mention.
const REACH: usize = 26;

/// Types that a bare *theo* makes a weak `implements`; before a norm it only mentions.
const DIRECTIVES: [&str; 6] = ["chi_thi", "ket_luan", "nghi_quyet", "ke_hoach", "chuong_trinh", "huong_dan"];

/// The verb found before a mention.
struct Verb<'t> {
    phrase: &'t RolePhrase,
    /// First byte of the verb.
    start: usize,
}

pub(super) fn assign(
    flow: &Flow,
    sentence: Span,
    mentions: &[Mention],
    place: PassagePlace,
    tables: &Tables,
) -> Vec<Ruling> {
    let mut rulings: Vec<Ruling> = Vec::with_capacity(mentions.len());
    // The verb that governs the list under way; `None` once an actor of its own closed it.
    let mut governing: Option<Ruling> = None;
    for (index, mention) in mentions.iter().enumerate() {
        let previous = index.checked_sub(1);
        let start = previous.map_or(sentence.start(), |previous| mentions[previous].tail_end);
        let between = Span::new(start, mention.span.start());
        let clause = last_clause(flow, between);
        let verb = find_verb(flow, clause, tables);
        let ruling = match (verb, previous) {
            (Some(verb), Some(previous)) if is_amended_by(&verb) => amended_by(&rulings[previous], previous),
            (Some(verb), Some(previous)) if is_nested(flow, between, clause, &verb, tables) => {
                nested(&verb, mention, &mentions[previous], previous)
            }
            (Some(verb), _) => {
                let ruling = ruled(&verb, mention, sentence, place, flow);
                governing = (!verb.phrase.has_gap()).then(|| ruling.clone());
                ruling
            }
            (None, Some(previous)) if goes_on_list(flow, between, tables) => {
                let is_outer = between.of(flow).contains(';');
                let from =
                    if is_outer { governing.as_ref() } else { list_source(&rulings, previous, governing.as_ref()) };
                from.map_or_else(mentioned, |from| inherited(from, mention))
            }
            (None, _) => behind_or_basis(flow, sentence, mention, index == 0),
        };
        rulings.push(ruling);
    }
    for ruling in rulings.iter_mut().filter(|ruling| ruling.parent.is_none()) {
        widen(ruling, place, flow, sentence, tables);
    }
    rulings
}

/// Gives a short form the role of the verb before it, within its sentence.
pub(super) fn by_verb(flow: &Flow, citation: &mut Citation, tables: &Tables) {
    let clause = last_clause(flow, Span::new(citation.sentence.start(), citation.span.start()));
    let Some(verb) = find_verb(flow, clause, tables) else { return };
    let ruling = plain(&verb, citation.doc_type.as_deref().unwrap_or_default());
    citation.role = ruling.role;
    citation.strength = ruling.strength;
    citation.role_detail = ruling.detail;
}

/// The text behind the last semicolon.
fn last_clause(flow: &Flow, between: Span) -> Span {
    let text = between.of(flow);
    let start = text.rfind([';', ':']).map_or(0, |at| at + 1);
    Span::new(between.start() + start, between.end())
}

/// The verb that ends `clause`, a few filling words aside.
fn find_verb<'t>(flow: &Flow, clause: Span, tables: &'t Tables) -> Option<Verb<'t>> {
    let all = flow.last_words(clause, REACH);
    for skipped in 0..=LONGEST_FILLER.min(all.len()) {
        let known = &all[..all.len() - skipped];
        if let Some((phrase, first)) = tables.roles.at_end(known) {
            if is_denied(&known[..first], tables) || is_of_others(&known[..first]) {
                return None;
            }
            let verb = Verb { phrase, start: known[first].span.start() };
            return Some(through_annex(flow, clause, verb, tables));
        }
        if !known.last().is_some_and(|word| tables.phrases.fills_role(word)) {
            return None;
        }
    }
    None
}

/// `chưa triển khai thực hiện …`, `tạm dừng triển khai …`: the verb before a document is denied.
fn is_denied(before: &[words::Word], tables: &Tables) -> bool {
    (0..=2.min(before.len())).any(|skipped| tables.phrases.denies(&before[..before.len() - skipped]))
}

/// `các tỉnh … đã triển khai thực hiện …`: told of others, not of the writer.
fn is_of_others(before: &[words::Word]) -> bool {
    let is_told = before.last().is_some_and(|word| word.key == "đã");
    let pair = |one: &str, two: &str| before.windows(2).any(|words| words[0].key == one && words[1].key == two);
    is_told && (pair("các", "tỉnh") || pair("các", "địa") || pair("số", "tỉnh") || pair("nhiều", "tỉnh"))
}

/// `triển khai thực hiện Đề án ban hành kèm theo Quyết định …` carries the decision out.
fn through_annex<'t>(flow: &Flow, clause: Span, verb: Verb<'t>, tables: &'t Tables) -> Verb<'t> {
    if !matches!(verb.phrase.role.as_str(), "promulgates" | "approves") {
        return verb;
    }
    let all = flow.last_words(Span::new(clause.start(), verb.start), 18);
    let outer = (1..=all.len()).rev().find_map(|count| {
        let (phrase, first) = tables.roles.at_end(&all[..count])?;
        (phrase.role == "implements").then(|| Verb { phrase, start: all[first].span.start() })
    });
    outer.unwrap_or(verb)
}

fn is_amended_by(verb: &Verb<'_>) -> bool {
    verb.phrase.role == "amended_by"
}

/// In `Căn cứ A được sửa đổi bởi B`, B is a basis as A is, and amends A.
fn amended_by(amended: &Ruling, index: usize) -> Ruling {
    let role = if amended.role == CitationRole::LegalBasis { CitationRole::LegalBasis } else { CitationRole::Mentions };
    Ruling { role, detail: None, amends: Some(index), parent: amended.parent, ..amended.clone() }
}

/// Is the mention inside the open subject of the one before it?
fn is_nested(flow: &Flow, between: Span, clause: Span, verb: &Verb<'_>, tables: &Tables) -> bool {
    const OPENERS: [&str; 4] = ["về", "v", "khóa", "của"];
    if clause.start() > between.start()
        || matches!(verb.phrase.role.as_str(), "proposed_by" | "legal_basis" | "replies_to" | "approves")
    {
        return false;
    }
    let all = flow.words(between);
    let Some(first) = all.first() else { return false };
    let opens = OPENERS.contains(&first.key.as_str())
        || first.span.start() >= verb.start
        || tables.phrases.stops_issuer(&all) && !first.span.of(flow).starts_with(char::is_uppercase);
    let joins = matches!(first.key.as_str(), "và" | "đồng" | "để" | "theo" | "tại");
    opens && !joins && !has_new_actor(flow, &all, tables)
}

/// `…, Ủy ban nhân dân tỉnh ban hành …`: a body behind a comma opens a clause of its own.
fn has_new_actor(flow: &Flow, all: &[words::Word], tables: &Tables) -> bool {
    (1..all.len()).any(|at| {
        let gap = &flow[all[at - 1].span.end()..all[at].span.start()];
        let is_capital = all[at].span.of(flow).starts_with(char::is_uppercase);
        gap.contains(',') && is_capital && tables.phrases.body_head(&all[at..]).is_some()
    })
}

fn nested(verb: &Verb<'_>, mention: &Mention, parent: &Mention, index: usize) -> Ruling {
    let mut ruling = plain(verb, &mention.doc_type);
    if parent.doc_type == "huong_dan" && ruling.role == CitationRole::Implements {
        ruling.role = CitationRole::Guides;
    }
    Ruling { parent: Some(index), ..ruling }
}

/// The ruling that a verb gives, wherever it stands.
fn plain(verb: &Verb<'_>, doc_type: &str) -> Ruling {
    let role = match verb.phrase.role.as_str() {
        "follows" if DIRECTIVES.contains(&doc_type) => CitationRole::Implements,
        slug => CitationRole::from_slug(slug).unwrap_or(CitationRole::Mentions),
    };
    Ruling {
        role,
        strength: Strength::from_slug(&verb.phrase.strength),
        scope: Scope::Provision,
        detail: Some(verb.phrase.phrase.clone()),
        parent: None,
        amends: None,
    }
}

fn ruled(verb: &Verb<'_>, mention: &Mention, sentence: Span, place: PassagePlace, flow: &Flow) -> Ruling {
    let ruling = plain(verb, &mention.doc_type);
    let opens = flow[sentence.start()..verb.start].trim_matches([' ', '\t', '-', '·']).is_empty();
    let is_reply =
        verb.phrase.role == "follows" && mention.doc_type == "cong_van" && opens && place == PassagePlace::Opening;
    let is_basis = is_amended_by(verb) && opens_basis(flow, sentence, mention);
    match mention.doc_type.as_str() {
        _ if is_basis => Ruling { role: CitationRole::LegalBasis, ..ruling },
        _ if is_reply => Ruling { role: CitationRole::RepliesTo, strength: Strength::Medium, ..ruling },
        "to_trinh" if matches!(ruling.role, CitationRole::LegalBasis) && verb.phrase.phrase == "xét" => {
            Ruling { role: CitationRole::ProposedBy, strength: Strength::Strong, ..ruling }
        }
        _ => ruling,
    }
}

/// Only joining and filling words stand behind the last comma, semicolon or `và`.
fn goes_on_list(flow: &Flow, between: Span, tables: &Tables) -> bool {
    let text = between.of(flow);
    let all = flow.last_words(between, LONGEST_FILLER);
    let tail = all.iter().rev().take_while(|word| word.key != "và" && tables.phrases.fills_role(word)).count();
    let edge = all.len().checked_sub(tail + 1).map(|at| &all[at]);
    let from = edge.map_or(between.start(), |word| word.span.end());
    let is_and = edge.is_some_and(|word| word.key == "và");
    let behind = &flow[from..between.end()];
    (is_and || behind.contains([',', ';'])) && !behind.contains(['.', '(']) && !text.trim().is_empty()
}

/// Which earlier ruling a list passes on: the one just before, unless that one only mentions.
fn list_source<'r>(rulings: &'r [Ruling], previous: usize, governing: Option<&'r Ruling>) -> Option<&'r Ruling> {
    let last = &rulings[previous];
    if last.parent.is_some() { Some(last) } else { governing }
}

fn inherited(from: &Ruling, mention: &Mention) -> Ruling {
    let is_follow = from.detail.as_deref() == Some("theo");
    let role = match (is_follow, DIRECTIVES.contains(&mention.doc_type.as_str())) {
        (true, true) => CitationRole::Implements,
        (true, false) => CitationRole::Mentions,
        _ => from.role,
    };
    Ruling { role, amends: None, ..from.clone() }
}

fn mentioned() -> Ruling {
    Ruling {
        role: CitationRole::Mentions,
        strength: Strength::Weak,
        scope: Scope::Provision,
        detail: None,
        parent: None,
        amends: None,
    }
}

/// A verb behind the mention (`… được gửi kèm`, `… hết hiệu lực`), or the basis that the sentence opens with.
fn behind_or_basis(flow: &Flow, sentence: Span, mention: &Mention, is_first: bool) -> Ruling {
    let mut end = (mention.tail_end + 60).min(sentence.end());
    while !flow.is_char_boundary(end) {
        end -= 1;
    }
    let behind: Vec<&str> = flow.words(Span::new(mention.tail_end, end)).iter().map(|word| word.key.as_str()).collect();
    let behind = behind.join(" ");
    let starts = |phrases: &[&str]| phrases.iter().any(|phrase| behind.starts_with(phrase));
    let (role, strength) = if starts(&["được gửi kèm", "gửi kèm", "kèm theo", "được đăng tải", "được sao gửi"])
    {
        (CitationRole::Forwards, Strength::Medium)
    } else if starts(&["hết hiệu lực", "không còn hiệu lực"]) {
        (CitationRole::Repeals, Strength::Strong)
    } else if is_first && opens_basis(flow, sentence, mention) {
        (CitationRole::LegalBasis, Strength::Medium)
    } else {
        return mentioned();
    };
    Ruling { role, strength, ..mentioned() }
}

/// The sentence of the mention opens with *Căn cứ*.
fn opens_basis(flow: &Flow, sentence: Span, mention: &Mention) -> bool {
    let before = &flow[sentence.start()..mention.span.start()];
    before.trim_start_matches(|letter: char| !letter.is_alphabetic()).starts_with("Căn cứ")
}

/// The subject and the opening sentence speak for the whole document.
fn widen(ruling: &mut Ruling, place: PassagePlace, flow: &Flow, sentence: Span, tables: &Tables) {
    let is_weak = ruling.strength == Strength::Weak;
    let opens =
        place == PassagePlace::Subject || (place == PassagePlace::Opening && opens_with_verb(flow, sentence, tables));
    if opens && !is_weak {
        ruling.scope = Scope::Document;
        if ruling.role == CitationRole::Implements {
            ruling.strength = Strength::Strong;
        }
    }
}

/// The sentence starts with a verb of carrying out, or a basis.
fn opens_with_verb(flow: &Flow, sentence: Span, tables: &Tables) -> bool {
    let mut end = (sentence.start() + 80).min(sentence.end());
    while !flow.is_char_boundary(end) {
        end -= 1;
    }
    tables.phrases.opens_body(flow.words(Span::new(sentence.start(), end)))
}

#[cfg(test)]
mod tests {
    use super::super::{Own, Passage, find};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let passage = Passage { span: Span::new(0, text.len()), place: PassagePlace::Body };
        let own = Own { number: None, issuer: None };
        let found = find(&Flow::new(text.to_owned()), &[passage], &own, Tables::built_in());
        let told: Vec<String> = found
            .iter()
            .map(|citation| {
                let parent = citation.parent.map(|parent| format!(" in {parent}")).unwrap_or_default();
                format!("{} {}{parent}", citation.role.slug(), citation.strength.slug())
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn a_verb_gives_the_role() {
        check("Thực hiện nghiêm túc Quyết định số 7/QĐ-TTg.", &["implements medium"]);
        check("Căn cứ Nghị định số 7/2019/NĐ-CP ngày 01/02/2019 của Chính phủ;", &["legal_basis strong"]);
        check("làm theo Chỉ thị số 9-CT/TW và Luật số 7/2019/QH14", &["implements weak", "mentions weak"]);
        check("Bãi bỏ Quyết định số 7/QĐ-UBND.", &["repeals strong"]);
    }

    #[test]
    fn what_is_denied_or_told_of_others_is_a_mention() {
        check("Tỉnh chưa triển khai thực hiện Quyết định số 7/QĐ-TTg.", &["mentions weak"]);
        check("Dừng triển khai thực hiện Quyết định số 7/QĐ-TTg.", &["mentions weak"]);
        check("Các tỉnh lân cận đã triển khai thực hiện Quyết định số 7/QĐ-TTg.", &["mentions weak"]);
    }

    #[test]
    fn chains_branch_to_the_right() {
        check(
            "Thực hiện Kế hoạch số 5-KH/TU của Tỉnh ủy thực hiện Kết luận số 6-KL/TW; Kế hoạch số 8/KH-UBND.",
            &["implements strong", "implements strong in 0", "implements strong"],
        );
    }

    #[test]
    fn an_amending_act_of_a_basis_stands_twice() {
        check(
            "Căn cứ Luật Mẫu số 7/2015/QH13 được sửa đổi, bổ sung bởi Luật số 9/2019/QH14;",
            &["legal_basis strong", "legal_basis strong", "amends strong in 0"],
        );
    }
}

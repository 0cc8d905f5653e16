//! Roles and nesting of the mentions of one sentence.
//!
//! The verb before a mention gives its role; a list (`;`, `,`, `và`) passes the role on; a mention inside the open
//! subject of the one before it belongs to that one (right-branching chain). See `grammars/role_phrases.tsv`.

use super::nesting::{has_new_actor, is_listed_annex, is_nested, is_review, nested, proposes_too};
use super::verbs::{LONGEST_FILLER, Verb, find_verb, last_clause};
use super::{Mention, PassagePlace};
use crate::model::{Citation, CitationRole, Scope, Strength};
use crate::parse::flow::Flow;
use crate::tables::{RolePhrase, Tables};
use crate::text::{Span, words};

/// What a sentence says of one mention.
#[derive(Debug, Clone)]
pub(super) struct Ruling<'t> {
    pub(super) role: CitationRole,
    pub(super) strength: Strength,
    pub(super) scope: Scope,
    /// The verb that gave the role.
    pub(super) phrase: Option<&'t RolePhrase>,
    /// The mention of the same sentence whose title holds this one.
    pub(super) parent: Option<usize>,
    /// The mention of the same sentence that this act amends, replaces …, and that role.
    pub(super) acts_on: Option<(usize, CitationRole)>,
}

/// Types that a bare *theo* makes a weak `implements`; before a norm it only mentions.
const DIRECTIVES: [&str; 6] = ["chi_thi", "ket_luan", "nghi_quyet", "ke_hoach", "chuong_trinh", "huong_dan"];

/// Types that *theo hướng dẫn tại* makes a weak `implements` besides.
const GUIDING: [&str; 3] = ["cong_van", "thong_bao", "cong_dien"];

/// A sentence whose mentions are ruled.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a, 't> {
    pub(super) flow: &'a Flow,
    pub(super) span: Span,
    pub(super) place: PassagePlace,
    pub(super) tables: &'t Tables,
}

/// The rulings of the mentions of one sentence; `carried` is what the opener of a list of paragraphs gives its items.
pub(super) fn assign<'t>(
    sentence: Sentence<'_, 't>,
    mentions: &[Mention],
    carried: Option<&Ruling<'t>>,
) -> Vec<Ruling<'t>> {
    let Sentence { flow, tables, .. } = sentence;
    let mut rulings: Vec<Ruling<'t>> = Vec::with_capacity(mentions.len());
    // The verb that governs the list under way; `None` once an actor of its own closed it.
    let mut governing: Option<Ruling<'t>> = carried.cloned();
    for (index, mention) in mentions.iter().enumerate() {
        let previous = index.checked_sub(1);
        let start = previous.map_or(sentence.span.start(), |previous| mentions[previous].tail_end);
        let between = Span::new(start, mention.anchor.max(start));
        let clause = last_clause(flow, between);
        let verb =
            find_verb(flow, clause, tables).filter(|verb| !is_quoted(sentence, verb.start, mention.span.start()));
        let ruling = match (verb, previous) {
            (Some(verb), Some(previous)) if verb.phrase.passive().is_some() => {
                acted_on(&rulings[previous], previous, verb.phrase)
            }
            (Some(verb), Some(previous)) if is_nested(flow, between, clause, &verb, tables) => {
                nested(&verb, mention, &mentions[previous], previous)
            }
            (Some(verb), Some(_)) if governing.is_some() && is_listed_annex(flow, between, &verb, tables) => {
                governing.as_ref().map_or_else(mentioned, |from| inherited(from, mention))
            }
            (Some(verb), _) => {
                let ruling = ruled(&verb, mention, sentence);
                governing = (!verb.phrase.has_gap()).then(|| ruling.clone());
                ruling
            }
            (None, Some(previous)) if goes_on_list(flow, between, tables) => {
                let from = list_source(flow, between, &rulings[previous], governing.as_ref());
                from.map_or_else(mentioned, |from| inherited(from, mention))
            }
            (None, Some(previous)) if proposes_too(flow, between, &rulings[previous]) => rulings[previous].clone(),
            (None, None) if carried.is_some() => carried.map_or_else(mentioned, |from| inherited(from, mention)),
            (None, _) => {
                let ruling = unruled(sentence, mention, index == 0);
                if ruling.role == CitationRole::LegalBasis {
                    governing = Some(ruling.clone());
                }
                ruling
            }
        };
        let starts_clause = previous.is_none() || clause.start() > between.start();
        let is_basis = starts_clause && is_of_basis(sentence, &ruling, mention);
        if is_basis {
            governing = Some(based(&ruling));
        }
        rulings.push(if is_basis { based(&ruling) } else { ruling });
    }
    for (ruling, mention) in rulings.iter_mut().zip(mentions).filter(|(ruling, _)| ruling.parent.is_none()) {
        if ruling.role == CitationRole::ProposedBy && is_review(flow, mention) {
            ruling.role = CitationRole::ReviewedBy;
        }
        widen(ruling, mention, sentence);
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
    citation.role_detail = Some(verb.phrase.phrase.clone());
}

/// The verb stands in a quotation that is still open at the mention: it belongs to what is quoted.
fn is_quoted(sentence: Sentence<'_, '_>, verb: usize, mention: usize) -> bool {
    // The quotation may have been opened in an earlier sentence of the paragraph.
    let start = sentence.flow[..sentence.span.start()].rfind('\n').map_or(0, |end| end + 1);
    let before = &sentence.flow[start..mention];
    let open = before.rfind('“').filter(|at| !before[*at..].contains('”'));
    sentence.place != PassagePlace::Subject && open.is_some_and(|at| start + at < verb)
}

/// In `Căn cứ A được sửa đổi bởi B`, B is a basis as A is, and amends A.
fn acted_on<'t>(before: &Ruling<'t>, index: usize, phrase: &RolePhrase) -> Ruling<'t> {
    let role = if before.role == CitationRole::LegalBasis { CitationRole::LegalBasis } else { CitationRole::Mentions };
    let acts = phrase.passive().and_then(CitationRole::from_slug).unwrap_or(CitationRole::Amends);
    Ruling { role, phrase: None, acts_on: Some((index, acts)), parent: before.parent, ..before.clone() }
}

/// The ruling that a verb gives, wherever it stands.
pub(super) fn plain<'t>(verb: &Verb<'t>, doc_type: &str) -> Ruling<'t> {
    let is_guided = || GUIDING.contains(&doc_type);
    let role = match verb.phrase.role.as_str() {
        "follows" if DIRECTIVES.contains(&doc_type) => CitationRole::Implements,
        "follows_guide" if DIRECTIVES.contains(&doc_type) || is_guided() => CitationRole::Implements,
        slug => CitationRole::from_slug(slug).unwrap_or(CitationRole::Mentions),
    };
    Ruling {
        role,
        strength: Strength::from_slug(&verb.phrase.strength),
        scope: Scope::Provision,
        phrase: Some(verb.phrase),
        parent: None,
        acts_on: None,
    }
}

fn ruled<'t>(verb: &Verb<'t>, mention: &Mention, sentence: Sentence<'_, '_>) -> Ruling<'t> {
    let ruling = plain(verb, &mention.doc_type);
    let before = &sentence.flow[sentence.span.start()..verb.start];
    let opens = before.trim_matches([' ', '\t', '-', '·']).is_empty();
    let is_reply = verb.phrase.role == "follows"
        && mention.doc_type == "cong_van"
        && opens
        && sentence.place == PassagePlace::Opening;
    let is_basis = verb.phrase.passive().is_some() && opens_basis(sentence, mention);
    let proposes = matches!(ruling.role, CitationRole::LegalBasis | CitationRole::ProposedBy)
        && verb.phrase.phrase.starts_with("xét");
    match mention.doc_type.as_str() {
        _ if is_basis => Ruling { role: CitationRole::LegalBasis, ..ruling },
        _ if is_reply => Ruling { role: CitationRole::RepliesTo, strength: Strength::Medium, ..ruling },
        "to_trinh" if proposes => Ruling { role: CitationRole::ProposedBy, strength: Strength::Strong, ..ruling },
        "cong_van" if proposes => Ruling { role: CitationRole::RepliesTo, strength: Strength::Medium, ..ruling },
        _ => ruling,
    }
}

/// A number of a *Căn cứ* line that no other verb claims and no title holds: `Căn cứ khung giá ban hành kèm theo …`.
fn is_of_basis(sentence: Sentence<'_, '_>, ruling: &Ruling<'_>, mention: &Mention) -> bool {
    let is_loose = match ruling.role {
        CitationRole::Mentions | CitationRole::Promulgates | CitationRole::Approves => true,
        CitationRole::Implements => ruling.phrase.is_some_and(|phrase| phrase.role == "follows"),
        _ => false,
    };
    let before = || sentence.flow.words(Span::new(sentence.span.start(), mention.span.start()));
    ruling.parent.is_none()
        && is_loose
        && opens_basis(sentence, mention)
        && !has_new_actor(sentence.flow, before(), sentence.tables)
}

fn based<'t>(ruling: &Ruling<'t>) -> Ruling<'t> {
    Ruling { role: CitationRole::LegalBasis, strength: Strength::Medium, ..ruling.clone() }
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

/// Which earlier ruling a list passes on: over a semicolon the governing one; else the one just before where it stands in
/// a title or right before a joint, unless that one only mentions.
fn list_source<'r, 't>(
    flow: &Flow,
    between: Span,
    last: &'r Ruling<'t>,
    governing: Option<&'r Ruling<'t>>,
) -> Option<&'r Ruling<'t>> {
    if between.of(flow).contains(';') {
        return governing;
    }
    let is_joint = |word: &words::Word| matches!(word.key.as_str(), "và" | "các" | "cùng" | "với" | "số");
    let touches = flow.words(between).iter().all(is_joint);
    if last.parent.is_some() || touches { Some(last) } else { governing }
}

fn inherited<'t>(from: &Ruling<'t>, mention: &Mention) -> Ruling<'t> {
    let follows = from.phrase.filter(|phrase| phrase.role.starts_with("follows"));
    let role = follows.map_or(from.role, |phrase| plain(&Verb { phrase, start: 0 }, &mention.doc_type).role);
    Ruling { role, ..from.clone() }
}

fn mentioned<'t>() -> Ruling<'t> {
    Ruling {
        role: CitationRole::Mentions,
        strength: Strength::Weak,
        scope: Scope::Provision,
        phrase: None,
        parent: None,
        acts_on: None,
    }
}

/// No verb stands before: one behind the mention (`… được gửi kèm`), the type word's own role, or the basis that the
/// sentence opens with.
fn unruled<'t>(sentence: Sentence<'_, 't>, mention: &Mention, is_first: bool) -> Ruling<'t> {
    let mut end = (mention.tail_end + 60).min(sentence.span.end());
    while !sentence.flow.is_char_boundary(end) {
        end -= 1;
    }
    let behind = sentence.flow.words(Span::new(mention.tail_end, end));
    if is_first && opens_basis(sentence, mention) {
        Ruling { role: CitationRole::LegalBasis, strength: Strength::Medium, ..mentioned() }
    } else if is_review(sentence.flow, mention) {
        Ruling { role: CitationRole::ReviewedBy, strength: Strength::Medium, ..mentioned() }
    } else if let Some(phrase) = sentence.tables.roles.behind(behind) {
        let is_notice = mention.doc_type == "thong_bao";
        let ruling = plain(&Verb { phrase, start: 0 }, &mention.doc_type);
        if ruling.role == CitationRole::Concludes && !is_notice { mentioned() } else { ruling }
    } else {
        mentioned()
    }
}

/// The sentence of the mention opens with *Căn cứ*.
fn opens_basis(sentence: Sentence<'_, '_>, mention: &Mention) -> bool {
    let before = Span::new(sentence.span.start(), mention.span.start());
    matches!(sentence.flow.words(before), [first, second, ..] if first.key == "căn" && second.key == "cứ")
        && before.of(sentence.flow).trim_start_matches(|letter: char| !letter.is_alphabetic()).starts_with('C')
}

/// The subject and the opening sentence speak for the whole document, as far as its first clause goes.
fn widen(ruling: &mut Ruling<'_>, mention: &Mention, sentence: Sentence<'_, '_>) {
    let is_weak = ruling.strength == Strength::Weak;
    let opens = match sentence.place {
        PassagePlace::Subject => true,
        PassagePlace::Opening => opens_with_verb(sentence) && !is_told_of_others(sentence, mention),
        PassagePlace::Body => false,
    };
    if opens && !is_weak {
        ruling.scope = Scope::Document;
        if ruling.role == CitationRole::Implements {
            ruling.strength = Strength::Strong;
        }
    }
}

/// `Thực hiện A, Ủy ban nhân dân tỉnh yêu cầu các sở triển khai B`: B is what others are to do. A plan or programme
/// that is issued for B is the document's own.
fn is_told_of_others(sentence: Sentence<'_, '_>, mention: &Mention) -> bool {
    let before = sentence.flow.words(Span::new(sentence.span.start(), mention.span.start()));
    let issues =
        before.windows(2).any(|pair| matches!((&*pair[0].key, &*pair[1].key), ("ban", "hành") | ("xây", "dựng")));
    has_new_actor(sentence.flow, before, sentence.tables) && !issues
}

/// The sentence starts with a verb of carrying out, or a basis.
fn opens_with_verb(sentence: Sentence<'_, '_>) -> bool {
    let mut end = (sentence.span.start() + 80).min(sentence.span.end());
    while !sentence.flow.is_char_boundary(end) {
        end -= 1;
    }
    let words = sentence.flow.words(Span::new(sentence.span.start(), end));
    sentence.tables.phrases.opens_body(words) || sentence.tables.roles.nearly_at_start(words)
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

    #[test]
    fn passives_and_words_behind_turn_the_role() {
        check(
            "Quyết định số 7/QĐ-UBND được thay thế bởi Quyết định số 9/QĐ-UBND.",
            &["mentions weak", "mentions weak", "replaces strong in 0"],
        );
        check("Quyết định số 7/QĐ-UBND hết hiệu lực từ ngày ký.", &["repeals strong"]);
        check("Bãi bỏ khoản 2 Điều 1 Quyết định số 7/QĐ-UBND.", &["repeals strong"]);
    }

    #[test]
    fn what_follows_from_guidance_depends_on_the_paper() {
        let letters = "theo hướng dẫn của Bộ Nội vụ tại văn bản số 7/BNV-CC và văn bản số 8/BNV-CC";
        check(letters, &["implements weak", "implements weak"]);
        check("theo hướng dẫn tại các Phụ lục kèm theo Thông tư số 7/2009/TT-BYT", &["promulgates strong"]);
        check("từ khi thực hiện Quy định số 7-QĐ/TW", &["mentions weak"]);
        check("Thực biện Hướng dẫn số 7/HD-SYT", &["implements strong"]);
    }

    #[test]
    fn every_number_of_a_basis_line_is_a_basis_but_those_in_titles() {
        check("Căn cứ mức thuế ban hành kèm theo Nghị quyết số 7/NQ-UBTVQH10;", &["legal_basis medium"]);
        check(
            "Căn cứ quy định về: (i) Xây dựng: Nghị định số 7/2021/NĐ-CP, số 8/2023/NĐ-CP; khoản 2 Điều 5 Nghị định số 9/2026/NĐ-CP.",
            &["legal_basis medium", "legal_basis medium", "legal_basis medium"],
        );
        check(
            "Căn cứ Nghị định số 7/2021/NĐ-CP sửa đổi khoản 4 Điều 21 Nghị định số 8/2009/NĐ-CP;",
            &["legal_basis strong", "amends strong in 0"],
        );
    }

    #[test]
    fn a_capital_annex_behind_a_comma_goes_on_with_the_list() {
        check(
            "Thực hiện Chỉ thị số 7/CT-TTg về cấm đốt pháo, Quy chế quản lý ban hành kèm theo Nghị định số 8/2009/NĐ-CP.",
            &["implements strong", "implements strong"],
        );
    }

    #[test]
    fn several_bodies_propose() {
        check("Xét Tờ trình số 7/TTr-UBND; Báo cáo thẩm tra số 8/BC-KT", &["proposed_by strong", "reviewed_by strong"]);
        check(
            "Xét để nghị của Ủy ban nhân dân tỉnh A tại Tờ trình số 7/TTr-UBND ngày 02/3/2010, Ủy ban nhân dân tỉnh B tại văn bản số 8/UBND-VX ngày 03/3/2010, của Bộ Tài chính tại các văn bản số 9/BTC-NS, số 10/BTC-NS, ý kiến của Bộ Nội vụ tại văn bản số 11/BNV-CC,",
            &["proposed_by strong", "proposed_by strong", "proposed_by strong", "proposed_by strong", "mentions weak"],
        );
    }

    #[test]
    fn a_quoted_order_is_not_the_writers() {
        check("sửa đổi như sau: “1. Thực hiện Quyết định số 7/QĐ-TTg.", &["mentions weak"]);
    }
}

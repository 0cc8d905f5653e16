//! The engine's answer, a table with tabs, to words with places.

/// A word as recognised; places in pixels of its image.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RecognisedWord {
    /// The word as read.
    pub(super) text: String,
    /// Left edge.
    pub(super) left: f32,
    /// Upper edge.
    pub(super) top: f32,
    /// Right edge.
    pub(super) right: f32,
    /// Lower edge.
    pub(super) bottom: f32,
    /// How sure, 0 to 100.
    pub(super) confidence: f32,
    /// The engine's own line, numbered through the image.
    pub(super) line: usize,
}

/// Level of a line and of a word in the first column.
const LINE_LEVEL: &str = "4";
const WORD_LEVEL: &str = "5";

/// The words of each of `images` images; what does not read as a row of the table is passed over.
pub(super) fn words(answer: &str, images: usize) -> Vec<Vec<RecognisedWord>> {
    let mut found = vec![Vec::new(); images];
    let mut line = 0;
    for row in answer.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, page, _, _, _, _, left, top, width, height, confidence, text] = cells[..] else { continue };
        match level {
            LINE_LEVEL => line += 1,
            WORD_LEVEL => {
                let word = word(text, [left, top, width, height], confidence, line);
                let image = page.parse::<usize>().ok().and_then(|page| found.get_mut(page.checked_sub(1)?));
                if let (Some(words), Some(word)) = (image, word) {
                    words.extend(without_writing(word));
                }
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str, place: [&str; 4], confidence: &str, line: usize) -> Option<RecognisedWord> {
    let text = without_strokes(text.split_whitespace().collect());
    let [left, top, width, height] = place.map(|number| number.parse::<f32>().ok());
    let (left, top) = (left?, top?);
    let confidence = confidence.parse::<f32>().ok()?.clamp(0.0, 100.0);
    let word = RecognisedWord { text, left, top, right: left + width?, bottom: top + height?, confidence, line };
    (!word.text.is_empty()).then_some(word)
}

/// Printed words that stand before a number by hand.
const BEFORE_NUMBERS: [&str; 3] = ["ngày", "tháng", "năm"];

/// How sure a printed word is that was read as one with the writing behind it.
const PARTED: f32 = 60.0;

/// A printed word apart from what was written close behind it: `ngày)l` is `ngày` and a number by hand.
fn without_writing(word: RecognisedWord) -> Vec<RecognisedWord> {
    let parted = BEFORE_NUMBERS.iter().find_map(|printed| Some((*printed, word.text.strip_prefix(*printed)?)));
    let is_written = |rest: &str| rest.starts_with(|next: char| !next.is_lowercase() && !",.;:".contains(next));
    let Some((printed, rest)) = parted.filter(|(_, rest)| is_written(rest)) else { return vec![word] };
    #[expect(clippy::cast_precision_loss, reason = "letters of a word")]
    let share = printed.chars().count() as f32 / word.text.chars().count() as f32;
    let middle = word.left + share * (word.right - word.left);
    let confidence = word.confidence.max(PARTED);
    let before = RecognisedWord { text: printed.to_owned(), right: middle, confidence, ..word.clone() };
    let behind = RecognisedWord { text: rest.to_owned(), left: middle, ..word };
    vec![before, behind]
}

/// A stroke below letters is a rest of a ruling or a blank to fill in, but in an address.
fn without_strokes(text: String) -> String {
    let is_word = text.chars().any(char::is_alphanumeric) && !text.contains('@');
    if is_word { text.replace('_', "") } else { text }
}

impl RecognisedWord {
    /// Multiplies its place.
    pub(super) fn scale(&mut self, factor: f32) {
        for edge in [&mut self.left, &mut self.top, &mut self.right, &mut self.bottom] {
            *edge *= factor;
        }
    }

    /// Moves its place.
    pub(super) fn shift(&mut self, right: f32, down: f32) {
        self.left += right;
        self.right += right;
        self.top += down;
        self.bottom += down;
    }

    /// Brings it from a piece of the page, seen `factor` times as large, to its place on the page: the corner of the piece
    /// stands at `corner`.
    pub(super) fn put_back(&mut self, factor: f32, [left, top]: [f32; 2]) {
        self.scale(factor.recip());
        self.shift(left, top);
    }

    /// Height of its box.
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Middle of its box from above.
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_images_with_their_lines() {
        let answer = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t0\t0\t50\t9\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tSố\n\
            5\t1\t1\t1\t1\t2\t10\t20\t30\t8\t95\t \n4\t2\t1\t1\t1\t0\t0\t0\t50\t9\t-1\t\n5\t2\t1\t1\t1\t1\t1\t2\t3\t4\t-1\t7\n\
            5\t9\t1\t1\t1\t1\t1\t2\t3\t4\t50\tlost\nnonsense\n";
        let [first, second] = &words(answer, 2)[..] else { panic!("two images") };
        let word = &first[0];
        assert_eq!((first.len(), word.text.as_str(), word.right, word.bottom, word.line), (1, "Số", 40.0, 28.0, 1));
        assert_eq!(
            ["_Căn", "a_b@c.vn", "___"].map(|word| without_strokes(word.to_owned())),
            ["Căn", "a_b@c.vn", "___"]
        );
        let parted = |text: &str| {
            let whole = RecognisedWord { text: text.to_owned(), confidence: 9.0, ..word.clone() };
            without_writing(whole).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(["ngày)l", "ngày12", "ngày,", "ngàyy"].map(parted), ["ngày )l", "ngày 12", "ngày,", "ngàyy"]);
        assert_eq!((second[0].confidence, second[0].line), (0.0, 2));
    }
}

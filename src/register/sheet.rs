//! From the lines of a file to the cells of a register: lines of a sheet come parted by tabs, a text's are CSV, parted
//! by the sign that parts most.

use super::RegisterError;

/// The cells of each line; the place of a row is its line, from 0.
///
/// # Errors
/// [`RegisterError::Unparted`] where quotes do not close and the like.
///
/// ```
/// let cells = vanban::register::cells(&["Số đi;Trích yếu", "21;\"Ghi âm; chụp ảnh\""]).unwrap();
/// assert_eq!(cells[1], ["21", "Ghi âm; chụp ảnh"]);
/// let spread = vanban::register::cells(&["\"Số", "đi\";Trích yếu", "", "21;Ghi âm"]).unwrap();
/// assert_eq!(spread[3], ["21", "Ghi âm"]);
/// ```
pub fn cells(lines: &[&str]) -> Result<Vec<Vec<String>>, RegisterError> {
    let count = |sign: char| lines.iter().map(|line| line.matches(sign).count()).sum::<usize>();
    let sign = [',', ';', '\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(',');
    if sign == '\t' {
        return Ok(lines.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect());
    }
    let whole = lines.join("\n");
    let delimiter = u8::try_from(sign).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(whole.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (0, 0);
    for record in reader.records() {
        let record = record.map_err(|error| RegisterError::Unparted(error.to_string()))?;
        // A record starts behind the one before it, empty lines in front of it included.
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let start = whole.len() - whole.get(at..).unwrap_or_default().trim_start_matches(['\n', '\r']).len();
        line += whole.get(counted..start).unwrap_or_default().matches('\n').count();
        counted = start;
        // Lines that are empty or belong to a heading of several lines keep their place.
        rows.resize(rows.len().max(line), Vec::new());
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

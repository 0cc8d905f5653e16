//! From the lines of a file to the cells of a register: lines of a sheet come parted by tabs, a text's are CSV, parted
//! by the sign that parts most.

use super::RegisterError;

/// The cells of each line.
///
/// # Errors
/// [`RegisterError::Unparted`] where quotes do not close and the like.
///
/// ```
/// let cells = vanban::register::cells(&["Số đi;Trích yếu", "21;\"Ghi âm; chụp ảnh\""]).unwrap();
/// assert_eq!(cells[1], ["21", "Ghi âm; chụp ảnh"]);
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
    let records = reader.records().map(|record| Ok(record?.iter().map(str::to_owned).collect()));
    records.collect::<Result<_, csv::Error>>().map_err(|error| RegisterError::Unparted(error.to_string()))
}

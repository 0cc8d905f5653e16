//! 7-Zip archives.

use super::members::{MAX_MEMBERS, Unpacker, in_order, is_litter, tidy_name};
use crate::extract::{ExtractError, Member, PageSink, ReadOptions, Reading};
use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};
use std::io::{Cursor, Read};

/// Reads a 7-Zip archive: its members, each with its bytes or why they could not be had.
pub(in crate::extract) fn read_seven_zip(
    bytes: &[u8],
    _: &ReadOptions,
    _: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let password = Password::empty();
    let mut source = Cursor::new(bytes);
    let archive = Archive::read(&mut source, &password).map_err(|error| error_of(&error))?;
    let mut members: Vec<Member> = Vec::new();
    let mut unpacker = Unpacker::default();
    for block in 0..archive.blocks.len() {
        let decoder = BlockDecoder::new(1, block, &archive, &password, &mut source);
        let names: Vec<String> = decoder.entries().iter().filter_map(name_of).collect();
        let first = members.len();
        let outcome = decoder.for_each_entries(&mut |entry, content| {
            let Some(name) = name_of(entry) else { return Ok(true) };
            if members.len() >= MAX_MEMBERS {
                return Ok(false);
            }
            let packed = Some(bytes.len() as u64);
            let unpacked = unpacker.unpack(&mut &mut *content as &mut dyn Read, packed);
            // What follows in the block would have to be unpacked up to there.
            let goes_on = !matches!(unpacked, Err(ExtractError::Limit(_)));
            members.push(Member { name, bytes: unpacked });
            Ok(goes_on)
        });
        let reason = match outcome {
            Err(error) => error_of(&error),
            Ok(_) => ExtractError::Limit("the members before it fill the archive's limit".to_owned()),
        };
        let met = members.len() - first;
        let lost = names.into_iter().skip(met).take(MAX_MEMBERS.saturating_sub(members.len()));
        members.extend(lost.map(|name| Member { name, bytes: Err(reason.clone()) }));
    }
    if members.is_empty() {
        return Err(ExtractError::Empty);
    }
    let all = archive.files.iter().filter_map(name_of).count();
    let (members, notes) = in_order(members, all);
    Ok(Reading { notes, members, ..Reading::default() })
}

/// The name of an entry that is a file worth reading.
fn name_of(entry: &ArchiveEntry) -> Option<String> {
    let name = tidy_name(&entry.name);
    (entry.has_stream && !entry.is_directory && !is_litter(&name)).then_some(name)
}

fn error_of(error: &Error) -> ExtractError {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => ExtractError::Locked,
        Error::Unsupported(message) if message.contains("AES") => ExtractError::Locked,
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => ExtractError::Locked,
        Error::UnsupportedCompressionMethod(method) => ExtractError::Unsupported(format!("7-Zip archive ({method})")),
        other => ExtractError::Broken(other.to_string()),
    }
}

//! Damage between lines: joined, split, doubled, lost, in another order.

use super::Random;

pub(super) fn damage(lines: &mut Vec<String>, random: &mut Random) {
    if lines.is_empty() {
        return;
    }
    let at = random.below(lines.len());
    match random.below(12) {
        0 => join(lines, at),
        1 => split(lines, at, random),
        2 => lines.retain(|line| !line.trim().is_empty()),
        3 => *lines = lines.iter().flat_map(|line| [line.clone(), String::new()]).collect(),
        4 => double(lines, at, random),
        5 => {
            lines.remove(at);
        }
        6 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        7 => shuffle(lines, random),
        8 => lines[at]
            .insert_str(0, random.word(&["- ", "  - ", "　　", "\t", "# ", "・", "1. ", "（１）", "①", "※", "**"])),
        9 => lines[at].push_str(random.word(&[" ", "  ", "\t", "\r", "**", "<br>", "¹", "（再掲）", "。", "、"])),
        10 => lines[at] = format!("**{}**", lines[at]),
        _ => lines.insert(at, String::new()),
    }
}

fn join(lines: &mut Vec<String>, at: usize) {
    if at + 1 < lines.len() {
        let next = lines.remove(at + 1);
        lines[at].push_str(&next);
    }
}

fn split(lines: &mut Vec<String>, at: usize, random: &mut Random) {
    let place = random.boundary(&lines[at]);
    let tail = lines[at].split_off(place);
    lines.insert(at + 1, tail);
}

/// A few lines in a row, once more, here or elsewhere.
fn double(lines: &mut Vec<String>, at: usize, random: &mut Random) {
    let end = lines.len().min(at + 1 + random.below(5));
    let copy: Vec<String> = lines[at..end].to_vec();
    let to = if random.one_in(2) { end } else { random.below(lines.len() + 1) };
    lines.splice(to..to, copy);
}

/// The blocks between blank lines, in another order.
fn shuffle(lines: &mut Vec<String>, random: &mut Random) {
    let mut blocks: Vec<Vec<String>> =
        lines.split(|line| line.trim().is_empty()).map(<[String]>::to_vec).filter(|block| !block.is_empty()).collect();
    for last in (1..blocks.len()).rev() {
        blocks.swap(last, random.below(last + 1));
    }
    *lines = blocks.join(&String::new());
}

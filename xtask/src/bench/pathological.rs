//! Inputs made to be hard, in two sizes: the time for a megabyte must not grow with the size.

use super::clock::{Times, processor};
use super::phases::to_records;
use super::table::{millis, ratio, table};

/// A name, what it repeats, and what stands in front and behind.
struct Hard {
    name: &'static str,
    head: &'static str,
    unit: fn(usize) -> String,
    tail: &'static str,
}

/// Each is made as large as asked by repeating its unit.
const HARD: &[Hard] = &[
    Hard {
        name: "one line of words", head: "", unit: |_| "中小企業の支援を行う事業であり、".to_owned(), tail: "\n"
    },
    Hard {
        name: "one line of amounts",
        head: "",
        unit: |_| "令和6年度予算額30.4億円（25.0億円）".to_owned(),
        tail: "\n",
    },
    Hard { name: "one line of digits", head: "", unit: |_| "1234567890".to_owned(), tail: "億円\n" },
    Hard { name: "one line of blanks", head: "", unit: |_| "          ".to_owned(), tail: "億円\n" },
    Hard { name: "one line of spaced letters", head: "", unit: |_| "経 済 A I ".to_owned(), tail: "\n" },
    Hard { name: "one line of tags never closed", head: "", unit: |_| "<span <b <!-- ".to_owned(), tail: "\n" },
    Hard {
        name: "blank lines", head: "令和6年度予算\n", unit: |_| "\n\n\n\n\n\n\n\n".to_owned(), tail: "合計\n"
    },
    Hard { name: "headings", head: "", unit: |at| format!("## {}. 中小企業の支援\n", at % 900 + 1), tail: "" },
    Hard {
        name: "headings in brackets", head: "", unit: |at| format!("({}) 中小企業の支援\n", at % 90 + 1), tail: ""
    },
    Hard {
        name: "headline lines",
        head: "",
        unit: |at| format!("中小企業支援事業{at}\n令和6年度予算案額 30.4億円（25.0億円）\n"),
        tail: "",
    },
    Hard {
        name: "headlines without names",
        head: "",
        unit: |_| "令和6年度予算案額 30.4億円（新規）\n".to_owned(),
        tail: "",
    },
    Hard {
        name: "sheets",
        head: "",
        unit: |at| {
            format!(
                "## 支援事業{at}\n令和6年度予算案額 **30.4億円（新規）**\n\n## 事業の内容\n国が支援する。\n\n## 成果目標\n10件を目指す。\n\n"
            )
        },
        tail: "",
    },
    Hard {
        name: "contents",
        head: "目次\n",
        unit: |at| format!("{}. 中小企業支援事業{at} ・・・・・ P{}\n", at % 900 + 1, at + 1),
        tail: "",
    },
    Hard {
        name: "listing",
        head: "## 1. 主要施策\n",
        unit: |at| format!("- 中小企業支援事業{at} 30.4億円（25.0億円）\n"),
        tail: "",
    },
    Hard {
        name: "plan items",
        head: "事業計画\n",
        unit: |at| format!("({}) 支援事業{at}\n- 予算額：1,234千円\n- 補助率：1/2\n", at % 90 + 1),
        tail: "",
    },
    Hard { name: "deep bullets", head: "", unit: |at| format!("{}- 支援\n", " ".repeat(at % 2000)), tail: "" },
    Hard {
        name: "bullets of rules",
        head: "",
        unit: |_| "- ・補助率：1/2以内、上限額：2,000千円\n".to_owned(),
        tail: "",
    },
    Hard {
        name: "brackets never closed, one line", head: "支援", unit: |_| "（うち".to_owned(), tail: "10億円\n"
    },
    Hard {
        name: "brackets never closed, lines", head: "支援（\n", unit: |_| "うち（国の\n".to_owned(), tail: ""
    },
    Hard {
        name: "lines without an end",
        head: "",
        unit: |_| "国が行う支援のうち、地域において特に必要とされるものを総合的に\n".to_owned(),
        tail: "",
    },
    Hard {
        name: "tab lines", head: "単位：億円\n", unit: |at| format!("支援{at}\t1,234\t5,678\t▲90\n"), tail: ""
    },
    Hard {
        name: "pipe lines",
        head: "| 事業 | 令和6年度 |\n|---|---|\n",
        unit: |at| format!("| 支援{at} | 1,234 |\n"),
        tail: "",
    },
    Hard {
        name: "notes", head: "", unit: |_| "※四捨五入の関係上、合計が一致しない。\n".to_owned(), tail: ""
    },
    Hard { name: "page numbers", head: "", unit: |at| format!("支援\n- {} -\n\u{c}\n", at + 1), tail: "" },
    Hard { name: "one page furniture", head: "", unit: |_| "令和6年度予算の概要\n".to_owned(), tail: "" },
    Hard { name: "bold never closed", head: "", unit: |_| "**支援\n".to_owned(), tail: "" },
    Hard { name: "replacement characters", head: "", unit: |_| "支\u{FFFD}援 ".to_owned(), tail: "\n" },
];

/// Bytes of the smaller and the larger input.
const SIZES: [usize; 2] = [1_000_000, 10_000_000];

pub(super) fn run(repetitions: u32, show: &mut dyn FnMut(&str)) -> Result<(), String> {
    let head = ["input", "ms/MB", "ms/MB, 10 times as large", "growth"];
    let title = format!("Inputs made to be hard, {} MB and {} MB", SIZES[0] / 1_000_000, SIZES[1] / 1_000_000);
    // Row by row: some of the larger ones take their time.
    show(&format!("{}\n", table(&title, &head, &[]).trim_end()));
    for hard in HARD {
        let mut per_megabyte = Vec::new();
        for size in SIZES {
            let input = hard.input(size);
            let mut times = Times::default();
            for _ in 0..repetitions.min(3) {
                let bytes = input.clone().into_bytes();
                let (result, nanos) = processor(|| to_records("hard", bytes));
                result.map_err(|error| format!("{}: {error}", hard.name))?;
                times.push(nanos);
            }
            per_megabyte.push(times.least().saturating_mul(1_000_000) / input.len() as u64);
        }
        let growth = ratio(per_megabyte[0], per_megabyte[1]);
        let [small, large] = [per_megabyte[0], per_megabyte[1]].map(millis);
        show(&format!("| {} | {small} | {large} | {growth} |\n", hard.name));
    }
    Ok(())
}

impl Hard {
    fn input(&self, size: usize) -> String {
        let mut text = self.head.to_owned();
        let mut at = 0;
        while text.len() < size {
            text.push_str(&(self.unit)(at));
            at += 1;
        }
        text.push_str(self.tail);
        text
    }
}

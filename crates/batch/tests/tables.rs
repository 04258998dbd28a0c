//! The flat tables, read back: CSV, Parquet and their description.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use parquet::basic::Type as PhysicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value as Json;
use yosan_batch::{Format, Job, Silent, run};

use crate::support::{FakeReader, write};

const NAME: &str = "=中小企業, \"補助\" 事業";

fn run_into(folder: &Path, job: impl FnOnce(Job) -> Job) -> PathBuf {
    let out = folder.join("out");
    write(&folder.join("in/a.txt"), &format!("{NAME} / 3040000000\n新規事業\n"));
    write(&folder.join("in/sub/b.md"), "別の事業 / -7100000000\n");
    let job =
        job(Job { formats: vec![Format::Csv, Format::Parquet], ..Job::new(vec![folder.join("in")], out.clone()) });
    run(&job, &FakeReader::default(), &mut Silent).unwrap();
    out
}

fn csv_rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn csv_cells_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let out = run_into(folder.path(), |job| job);
    let programmes = csv_rows(&out.join("programmes.csv"));
    assert_eq!(programmes.len(), 3);
    assert_eq!(programmes[0]["name"], NAME);
    assert_eq!(programmes[0]["path"], r#"["第一部","a, \"b\""]"#);
    assert_eq!(programmes[0]["contents_page"], "");
    assert_eq!(programmes[0]["new"], "false");
    assert_eq!(programmes[2]["document"], "sub/b");
    let sections = csv_rows(&out.join("sections.csv"));
    assert_eq!(sections[0]["text"], "一行目、\"引用\"\n二行目, comma\r\n=1+1");
    assert_eq!(sections[0]["line"], "", "the body is empty");
    let amounts = csv_rows(&out.join("amounts.csv"));
    assert_eq!(amounts[0]["yen"], "3040000000");
    assert_eq!(amounts[0]["basis_stage"], "legend");
    assert_eq!(amounts[1]["yen"], "-7100000000");
}

#[test]
fn csv_lines_end_as_the_standard_says() {
    let folder = tempfile::tempdir().unwrap();
    let out = run_into(folder.path(), |job| job);
    let text = fs::read_to_string(out.join("terms.csv")).unwrap();
    assert!(text.starts_with("document,programme,ordinal,kind,rate,"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 4);
    assert_eq!(text.matches('\n').count(), 4);
}

#[test]
fn csv_for_spreadsheets_has_a_mark_and_runs_no_cell() {
    let folder = tempfile::tempdir().unwrap();
    let out = run_into(folder.path(), |job| Job { excel: true, ..job });
    let text = fs::read_to_string(out.join("programmes.csv")).unwrap();
    assert!(text.starts_with("\u{FEFF}id,document,"));
    assert_eq!(text.matches('\u{FEFF}').count(), 1);
    let programmes = csv_rows(&out.join("programmes.csv"));
    assert_eq!(programmes[0]["name"], format!("'{NAME}"));
    assert_eq!(programmes[0]["description"], "'=SUM(A1)");
    let amounts = csv_rows(&out.join("amounts.csv"));
    assert_eq!(amounts[1]["yen"], "-7100000000", "a number stays a number");
}

#[test]
fn parquet_columns_are_typed_and_hold_what_the_csv_holds() {
    let folder = tempfile::tempdir().unwrap();
    let out = run_into(folder.path(), |job| job);
    for table in ["documents", "programmes", "amounts", "departments", "sections", "terms", "targets", "diagnostics"] {
        let reader = SerializedFileReader::new(File::open(out.join(format!("{table}.parquet"))).unwrap()).unwrap();
        let rows: Vec<BTreeMap<String, String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(name, cell)| (name.clone(), text(cell))).collect())
            .collect();
        assert_eq!(rows, csv_rows(&out.join(format!("{table}.csv"))), "{table}");
    }
    let reader = SerializedFileReader::new(File::open(out.join("amounts.parquet")).unwrap()).unwrap();
    let file = reader.metadata().file_metadata();
    assert_eq!(file.created_by(), Some("yosan"));
    let yen = file.schema_descr().columns().iter().find(|column| column.name() == "yen").unwrap();
    assert_eq!(yen.physical_type(), PhysicalType::INT64);
}

fn text(cell: &parquet::record::Field) -> String {
    use parquet::record::Field;
    match cell {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(number) => number.to_string(),
        Field::Bool(value) => value.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_data_package_describes_every_column_of_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let out = run_into(folder.path(), |job| job);
    let package: Json = serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 16);
    for resource in resources.iter().filter(|resource| resource["format"] == "csv") {
        let path = out.join(resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], fs::metadata(&path).unwrap().len());
        let heads = csv::Reader::from_path(&path).unwrap().headers().unwrap().clone();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, heads.iter().collect::<Vec<_>>());
        assert!(fields.iter().all(|field| !field["description"].as_str().unwrap().is_empty()));
    }
    let amounts = resources.iter().find(|resource| resource["name"] == "amounts").unwrap();
    let yen = amounts["schema"]["fields"].as_array().unwrap().iter().find(|field| field["name"] == "yen").unwrap();
    assert_eq!(yen["type"], "integer");
    assert_eq!(amounts["schema"]["foreignKeys"][1]["reference"]["resource"], "programmes");
}

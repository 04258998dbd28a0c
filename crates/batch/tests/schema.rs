//! The schemas in the repository are those of the Rust types.

use std::fs;
use std::path::Path;

use yosan_batch::{SCHEMA_NAMES, schema};

#[test]
fn the_schema_files_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for name in SCHEMA_NAMES {
        let path = folder.join(format!("{name}.json"));
        let file = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            file == schema(name).unwrap(),
            "{name}.json is stale: cargo run -- schema {name} > crates/batch/schema/{name}.json"
        );
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), SCHEMA_NAMES.len(), "a file without a schema");
}

#[test]
fn every_field_is_required_because_none_is_ever_absent() {
    for name in ["document", "programme", "amount", "table", "diagnostic", "line"] {
        let schema: serde_json::Value = serde_json::from_str(&schema(name).unwrap()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(schema["required"].as_array().unwrap().len(), properties.len(), "{name}");
    }
}

#[test]
fn there_is_no_schema_of_something_else() {
    assert_eq!(schema("budget"), None);
}

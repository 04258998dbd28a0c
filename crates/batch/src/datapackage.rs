//! `datapackage.json`: a Frictionless Data Package that describes each column of the flat tables.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::encode::{Content, Plan};
use crate::manifest::OutputFile;
use crate::table::{Column, Kind, Table};

pub(crate) const FILE_NAME: &str = "datapackage.json";

/// Describes the files of flat tables; none where there are none.
pub(crate) fn data_package(plan: &Plan, files: &[OutputFile]) -> Option<Json> {
    let written: BTreeMap<&str, &OutputFile> = files.iter().map(|file| (file.name.as_str(), file)).collect();
    let resources: Vec<Json> =
        plan.files.iter().filter_map(|file| resource(file.content, written.get(file.name.as_str())?)).collect();
    let package = json!({
        "name": "yosan",
        "title": "Japanese budget papers",
        "description": "Programmes, amounts of money and findings read from Japanese budget papers by yosan.",
        "resources": resources,
    });
    (!resources.is_empty()).then_some(package)
}

fn resource(content: Content, file: &OutputFile) -> Option<Json> {
    let (table, format, mediatype) = match content {
        Content::Csv(table) => (table, "csv", "text/csv"),
        Content::Parquet(table) => (table, "parquet", "application/vnd.apache.parquet"),
        Content::JsonLines(_) => return None,
    };
    let mut resource = json!({
        "name": resource_name(table.name, format),
        "path": file.name,
        "description": table.description,
        "format": format,
        "mediatype": mediatype,
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "schema": table_schema(table, format),
    });
    if format == "csv"
        && let Some(fields) = resource.as_object_mut()
    {
        fields.insert("profile".to_owned(), json!("tabular-data-resource"));
        fields.insert("encoding".to_owned(), json!("utf-8"));
        fields.insert("dialect".to_owned(), json!({"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\""}));
    }
    Some(resource)
}

/// Names are unique in a package: the CSV has that of the table, the Parquet file one of its own.
fn resource_name(table: &str, format: &str) -> String {
    if format == "csv" { table.to_owned() } else { format!("{table}-{format}") }
}

fn table_schema(table: &Table, format: &str) -> Json {
    let links: Vec<Json> = table.links.iter().map(|(column, other)| link(column, other, format)).collect();
    json!({
        "fields": table.columns().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.key,
        "foreignKeys": links,
    })
}

fn link(column: &str, table: &str, format: &str) -> Json {
    json!({"fields": [column], "reference": {"resource": resource_name(table, format), "fields": ["id"]}})
}

fn field(column: &Column) -> Json {
    let mut constraints = serde_json::Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::List => "array",
        Kind::Object => "object",
        Kind::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words()));
            "string"
        }
    };
    let mut field = json!({"name": column.name, "type": kind, "description": column.description()});
    if !constraints.is_empty()
        && let Some(fields) = field.as_object_mut()
    {
        fields.insert("constraints".to_owned(), Json::Object(constraints));
    }
    field
}

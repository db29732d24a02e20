internal import Checklist
internal import Engines

/// JSON Schemas of rows: an object of properties, or a list of such objects; draft 7 to 2020-12.
enum JSONSchemaImporter: ContractImporter {
  static let format = ImportFormat.jsonSchema

  static func recognises(_ source: PlacedValue) -> Bool {
    source["properties"]?.entries != nil
      || source["$schema"]?.text?.contains("json-schema.org") == true
      || (source["type"]?.text == "array" && source["items"]?.entries != nil)
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var schema = SourceMapping(source, path: "") else { return }
    if let title = schema.take("title")?.text, !title.allSatisfy(\.isWhitespace) {
      draft.name = title
    }
    if schema.take("type")?.text == "array", let items = schema.take("items") {
      schema.skip("$schema", "$id", "description", "$comment", "$defs", "definitions")
      for entry in schema.rest {
        draft.list(
          SourceRule(name: entry.key, path: entry.key, place: entry.place),
          because: "a list's own rules have no counterpart: state a `row-count`")
      }
      guard var row = SourceMapping(items, path: "items") else { return }
      object(&row, root: source, into: &draft)
      return
    }
    object(&schema, root: source, into: &draft)
  }

  private static func object(
    _ schema: inout SourceMapping, root: PlacedValue, into draft: inout ImportDraft
  ) {
    schema.skip(
      "type", "$schema", "$id", "id", "title", "description", "$comment", "examples", "default",
      "$defs", "definitions", "$anchor", "$vocabulary")
    var required: Set<String> = []
    let members = schema.take("required")?.members ?? []
    let properties = schema.take("properties")?.entries ?? []
    let values = Dictionary(properties.map { ($0.key, $0.value) }) { first, _ in first }
    for (index, member) in members.enumerated() {
      let name = member.text ?? ""
      required.insert(name)
      draft.note(
        SourceRule(
          name: "required", column: name, path: "\(schema.path("required"))[\(index)]",
          place: member.place)
      ) { (_) throws(NotCarried) in
        guard !name.isEmpty else { throw NotCarried("it is no name") }
        let property = values[name]
        let resolved = property.flatMap { JSONSchemaProperty.resolve($0, root: root) }
        return [ImportedConstraint(RequiredColumn.self, of: name)]
          + (JSONSchemaProperty.allowsNull(resolved ?? property)
            ? [] : [ImportedConstraint(NoNulls.self, of: name)])
      }
    }
    for property in properties {
      let path = schema.path("properties.\(property.key)")
      guard let resolved = JSONSchemaProperty.resolve(property.value, root: root),
        var given = SourceMapping(resolved, path: path)
      else {
        draft.list(
          SourceRule(name: "$ref", column: property.key, path: path, place: property.place),
          because: "what it refers to is not in this file")
        continue
      }
      JSONSchemaProperty.read(property.key, &given, into: &draft)
      // What stands beside a reference holds too.
      guard property.value["$ref"] != nil, var own = SourceMapping(property.value, path: path)
      else { continue }
      own.skip("$ref")
      JSONSchemaProperty.read(property.key, &own, into: &draft)
    }
    if let additional = schema.take("additionalProperties") {
      let rule = SourceRule(
        name: "additionalProperties", path: schema.path("additionalProperties"),
        place: schema.place("additionalProperties"))
      switch additional.flag {
      case true: draft.accept(rule)
      case false:
        draft.note(rule) { (differences) throws(NotCarried) in
          try noOthers(properties.map(\.key), required: required)
        }
      case nil: draft.list(rule, because: "columns that are not named cannot be judged")
      }
    }
    dependencies(&schema, into: &draft)
    draft.listRest(
      of: schema,
      because: "rules on whole objects have no counterpart: write a `sql` or `when` rule")
  }

  private static func noOthers(
    _ names: [String], required: Set<String>
  ) throws(NotCarried) -> [ImportedConstraint] {
    guard names.allSatisfy(required.contains) else {
      throw NotCarried(
        "some columns may be absent, and a list of columns holds them all: `dataset.columns`")
    }
    return [ImportedConstraint(TableColumns.self, [TableColumns.names.name: .texts(names)])]
  }

  /// Where one column has a value, so have others.
  private static func dependencies(_ schema: inout SourceMapping, into draft: inout ImportDraft) {
    for key in ["dependentRequired", "dependencies"] {
      for entry in schema.take(key)?.entries ?? [] {
        let path = schema.path("\(key).\(entry.key)")
        let rule = SourceRule(name: key, column: entry.key, path: path, place: entry.place)
        draft.note(rule) { (_) throws(NotCarried) in
          guard let others = entry.value.members?.compactMap(\.text), !others.isEmpty else {
            throw NotCarried("a schema that depends on a property has no counterpart")
          }
          let present = others.map { "\(SQLText.identifier($0)) is not null" }
          return [
            ImportedConstraint(
              ConditionalRule.self,
              [
                ConditionalRule.condition.name: .text(
                  "\(SQLText.identifier(entry.key)) is not null"),
                ConditionalRule.consequence.name: .text(present.joined(separator: " and ")),
                SQLPredicate.shown.name: .texts([entry.key] + others),
              ])
          ]
        }
      }
    }
  }
}

internal import Checklist
internal import Foundation

/// The `constraints.json` of SageMaker Model Monitor.
enum SageMakerImporter: ContractImporter {
  static let format = ImportFormat.sagemaker

  static func recognises(_ source: PlacedValue) -> Bool {
    source["features"]?.members?.contains { $0["inferred_type"] != nil } == true
      || source["monitoring_config"] != nil || modelQuality.contains { source[$0] != nil }
  }

  private static let modelQuality = [
    "binary_classification_constraints", "multiclass_classification_constraints",
    "regression_constraints",
  ]

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var file = SourceMapping(source, path: "") else { return }
    file.skip("version", "dataset")
    for key in modelQuality {
      for entry in file.take(key)?.entries ?? [] {
        draft.list(
          SourceRule(name: entry.key, path: "\(key).\(entry.key)", place: entry.place),
          because: "it is about the model's metrics: `metrics.goals` in assay.yaml")
      }
    }
    var config = SourceMapping(file.take("monitoring_config"), path: "monitoring_config")
    let features = file.take("features")?.members ?? []
    let typed = share(config?.take("datatype_check_threshold"))
    let known = share(config?.take("domain_content_threshold"))
    var names: [String] = []
    for (index, feature) in features.enumerated() {
      let path = "features[\(index)]"
      guard var given = SourceMapping(feature, path: path), let name = given.take("name")?.text
      else {
        draft.list(
          SourceRule(name: "feature", path: path, place: feature.place), because: "it has no name")
        continue
      }
      if feature["numerical_statistics"] != nil || feature["string_statistics"] != nil {
        throw ProjectError(
          message: "this is a file of statistics", file: draft.file, line: feature.place.line,
          column: feature.place.column,
          remedy: "give constraints.json, and this file with `--statistics`")
      }
      names.append(name)
      self.feature(name, &given, typed: typed, known: known, into: &draft)
    }
    if !names.isEmpty {
      let rule = SourceRule(
        name: "extra_column_check", path: "features", place: file.place("features"))
      draft.carry(
        rule, [ImportedConstraint(TableColumns.self, [TableColumns.names.name: .texts(names)])])
    }
    if var config { self.config(&config, into: &draft) }
    draft.listRest(of: file)
  }

  /// A share from 0 to 1; what is none asks for all.
  private static func share(_ value: PlacedValue?) -> Double {
    guard let number = value?.number, (0...1).contains(number) else { return 1 }
    return number
  }

  private static func feature(
    _ name: String, _ given: inout SourceMapping, typed: Double, known: Double,
    into draft: inout ImportDraft
  ) {
    func rule(_ check: String, _ key: String) -> SourceRule {
      SourceRule(name: check, column: name, path: given.path(key), place: given.place(key))
    }
    draft.carry(
      rule("missing_column_check", "name"), [ImportedConstraint(RequiredColumn.self, of: name)])
    if let type = given.take("inferred_type")?.text {
      var check = rule("data_type_check", "inferred_type")
      check.mostly = typed < 1 ? typed : nil
      if let counterpart = [
        "Integral": ValueType.integer, "Fractional": .number, "String": .text,
      ][type] {
        draft.carry(
          check,
          [
            ImportedConstraint(
              StoredType.self, of: name, [StoredType.type.name: .text(counterpart.rawValue)])
          ])
      } else {
        draft.list(check, because: "the type “\(type.shortened)” says nothing of the values")
      }
    }
    if let completeness = given.take("completeness") {
      let check = rule("completeness_check", "completeness")
      draft.note(check) { (_) throws(NotCarried) in
        guard let text = completeness.text, completeness.number != nil else {
          throw NotCarried("`completeness` is no number")
        }
        let missing = try ImportedBounds.complement(ConfigurationMapping(["min": .text(text)]))
        return [
          completeness.number == 1
            ? ImportedConstraint(NoNulls.self, of: name)
            : ImportedConstraint(NullShare.self, of: name, missing)
        ]
      }
    }
    if var numbers = SourceMapping(
      given.take("num_constraints"), path: given.path("num_constraints"))
    {
      if let flag = numbers.take("is_non_negative"), flag.flag == true {
        draft.carry(
          SourceRule(
            name: "is_non_negative", column: name, path: numbers.path("is_non_negative"),
            place: numbers.place("is_non_negative")),
          [ImportedConstraint(ValueRange.self, of: name, ["min": .text("0")])])
      }
      draft.listRest(of: numbers, column: name)
    }
    if var texts = SourceMapping(
      given.take("string_constraints"), path: given.path("string_constraints"))
    {
      if let domains = texts.take("domains") {
        let check = SourceRule(
          name: "categorical_values_check", column: name, path: texts.path("domains"),
          place: texts.place("domains"))
        draft.note(check) { (_) throws(NotCarried) in
          guard let values = domains.texts, !values.isEmpty else {
            throw NotCarried("the list of values is empty")
          }
          guard known < 1 else {
            return [
              ImportedConstraint(
                ValueSet.self, of: name, [ValueSet.values.name: .texts(values)])
            ]
          }
          let most = (Decimal(string: "\(1 - known)") ?? 0)
          return [
            ImportedConstraint(
              UnseenShare.self, of: name,
              [
                ValueSet.values.name: .texts(values),
                UnseenShare.most.name: .number(Double("\(most)") ?? 0),
              ])
          ]
        }
      }
      draft.listRest(of: texts, column: name)
    }
    if let overrides = given.take("monitoringConfigOverrides"), overrides.entries?.isEmpty == false
    {
      draft.list(
        rule("monitoringConfigOverrides", "monitoringConfigOverrides"),
        because: "limits of one column's own are not read: correct that column's rules")
    }
    draft.listRest(of: given, column: name)
  }

  private static func config(_ config: inout SourceMapping, into draft: inout ImportDraft) {
    config.skip("evaluate_constraints", "emit_metrics")
    if let comparison = config.take("distribution_constraints") {
      let rule = SourceRule(
        name: "baseline_drift_check", path: config.path("distribution_constraints"),
        place: config.place("distribution_constraints"))
      if comparison["perform_comparison"]?.text != "Disabled" {
        draft.list(
          rule,
          because:
            "a change of distribution is no error: `assay drift` judges it with an effect and its interval"
        )
      }
    }
    draft.listRest(of: config)
  }
}

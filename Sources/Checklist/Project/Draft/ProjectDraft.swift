/// A project file that is about to be written: what was found, and why.
package struct ProjectDraft: Sendable, Hashable {
  /// Where `init` puts the schema for editors, relative to the project file.
  package static let schemaPath = ".assay/assay.schema.json"

  /// The values, by the description of the keys.
  package private(set) var values = ConfigurationMapping()
  /// By the value's path, sentences on where it came from and what to check.
  package private(set) var reasons: [String: [String]] = [:]

  /// Makes a draft.
  ///
  /// - Parameters:
  ///   - modelName: what the model is called; a person will often change it.
  ///   - sources: each data set as it is to be written: relative to the project file.
  ///   - contract: the contract's file, as it is to be written; nil for none.
  ///   - roles: what the columns mean.
  package init(
    modelName: String, sources: [Project.DataRole: String], contract: String? = nil,
    roles: InferredRoles
  ) {
    var model = ConfigurationMapping()
    model[Project.Model.Key.name.name] = .text(modelName)
    model[Project.Model.Key.task.name] = .text(roles.task.value.rawValue)
    values["version"] = .whole(1)
    values[Project.Key.model.name] = .mapping(model)
    reasons["model.task"] = [roles.task.sentence]
    var data = ConfigurationMapping()
    for role in Project.DataRole.allCases {
      data[role.rawValue] = sources[role].map { .text($0) }
    }
    values[Project.Key.data.name] = .mapping(data)
    values[Project.Key.contract.name] = contract.map { .text($0) }
    set(roles)
  }

  private mutating func set(_ roles: InferredRoles) {
    typealias Key = Project.Columns.Key
    var columns = ConfigurationMapping()
    for (key, role) in [
      (Key.target, roles.target), (Key.positive, roles.positive),
      (Key.prediction, roles.prediction), (Key.score, roles.score),
      (Key.timestamp, roles.timestamp), (Key.entity, roles.entity), (Key.item, roles.item),
    ] {
      guard let role else { continue }
      columns[key.name] = .text(role.value)
      reasons["columns.\(key.name)"] = [role.sentence]
    }
    for (key, role) in [
      (Key.probabilities, roles.probabilities), (Key.classes, roles.classes),
      (Key.series, roles.series),
    ] {
      guard let role else { continue }
      columns[key.name] = .list(role.value.map { .text($0) })
      reasons["columns.\(key.name)"] = [role.sentence]
    }
    for (key, members) in [
      (Key.identifier, roles.identifier), (Key.segments, roles.segments),
      (Key.protected, roles.protected), (Key.unavailableAtScoring, roles.unavailableAtScoring),
    ] where !members.isEmpty {
      columns[key.name] = .list(members.map { .text($0.value) })
      reasons["columns.\(key.name)"] = members.map { member in
        (member.needsCheck ? "CHECK " : "") + "\(YAMLText.scalar(member.value)): \(member.reason)"
      }
    }
    if !roles.protectedNumbers.isEmpty {
      let names = roles.protectedNumbers.map(YAMLText.scalar).joined(separator: ", ")
      reasons["columns.\(Key.protected.name)", default: []].append(
        "CHECK \(names): protected by name, but numbers make no groups. Add a column with groups, such as "
          + "18-29, and name that one.")
    }
    values[Project.Key.columns.name] = .mapping(columns)
    var metrics = ConfigurationMapping()
    if let window = roles.window {
      metrics[Project.Metrics.Key.window.name] = .text(window.value)
      reasons["metrics.\(Project.Metrics.Key.window.name)"] = [window.sentence]
    }
    for (key, role) in [
      (Project.Metrics.Key.season, roles.season), (Project.Metrics.Key.horizon, roles.horizon),
    ] {
      guard let role else { continue }
      metrics[key.name] = .whole(role.value)
      reasons["metrics.\(key.name)"] = [role.sentence]
    }
    if !metrics.entries.isEmpty { values[Project.Key.metrics.name] = .mapping(metrics) }
  }
}

extension Assessment {
  /// The model, as the project file names it.
  package struct ModelSummary: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its version; empty when the project file gives none.
    package var version: String
    /// `binary`, `regression`.
    package var task: String
    /// The column with the truth.
    package var target: String
    /// What it is for, in the team's words; empty when the project file says nothing.
    package var description: String

    /// Makes a summary.
    package init(name: String, version: String, task: String, target: String, description: String) {
      self.name = name
      self.version = version
      self.task = task
      self.target = target
      self.description = description
    }
  }
}

extension Project {
  /// A fault that is put in on purpose, so that the alarm path is proven from end to end.
  package struct Canary: FieldSection {
    /// The command that puts it in; `{key}` stands for a word by which its alarm is found.
    package var command: [String] = []
    /// `DATA` of the alarms that arrived, as typed.
    package var alarms = ""
    /// The column of the alarms that holds the word.
    package var column = ""
    /// How soon the alarm is to be there.
    package var within: ConfigurationDuration?
    /// How often it is repeated.
    package var every: ConfigurationDuration?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "command", \.command, .list(.text(.words)), isRequired: true,
        example: "[./canary, \"{key}\"]",
        "Puts a fault in, while this is assessed too; {key} stands for a word by which its alarm is found."
      ),
      SectionField(
        "alarms", \.alarms, .text(.data), isRequired: true, example: "alarms.jsonl",
        "The alarms as they arrived: a file, glob, directory or ENGINE:TABLE-or-SQL."),
      SectionField(
        "column", \.column, .text(.column), isRequired: true, example: "text",
        "The column of the alarms that holds the word."),
      SectionField(
        "within", \.within, default: .text("5 minutes"), example: "5 minutes",
        "How soon the alarm is to be there."),
      SectionField("every", \.every, example: "7 days", "How often the fault is put in again."),
    ]

    /// Whether one is declared.
    package var isDeclared: Bool { !command.isEmpty }
  }

  /// A canary whose alarm nothing could find.
  var planRules: [ProjectError] {
    guard plan.canary.isDeclared, !plan.canary.command.contains(where: { $0.contains("{key}") })
    else { return [] }
    return [
      refusal(
        of: "plan.canary.command",
        "nothing in the command carries the word by which its alarm is found",
        remedy: "put {key} where the alarm will show it")
    ]
  }
}

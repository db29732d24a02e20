extension Project {
  /// A change of the data that is known beforehand, with its days: a holiday, a price change, a
  /// release.
  package struct KnownChange: FieldSection {
    /// What it is.
    package var name = ""
    /// Its first day; nil only before a file was read.
    package var from: CalendarDate?
    /// Its last day; nil for one that stays, whose first day is what counts.
    package var until: CalendarDate?
    /// The columns in which it shows; none: any.
    package var columns: [String] = []
    /// What is done when it comes.
    package var action: ExpectedDrift.Action?

    static let fields: [SectionField<Self>] = [
      SectionField("name", \.name, isRequired: true, example: "summer prices", "What it is."),
      SectionField("from", \.from, isRequired: true, example: "2026-06-01", "Its first day."),
      SectionField(
        "until", \.until, example: "2026-08-31",
        "Its last day; without it the change begins on the first day and stays."),
      SectionField(
        "columns", \.columns, .list(.text(.column)), example: "[price]",
        "The columns in which it shows; without it, any."),
      SectionField("action", \.action, example: "wait", "What is done when it comes."),
    ]
  }

  /// A feed of data that the model does not read yet.
  package struct Feed: FieldSection {
    /// What it is called.
    package var name = ""
    /// `DATA` as typed.
    package var source = ""
    /// The columns that are needed of it; none: all that it has.
    package var columns: [String] = []
    /// The column of each row's time; nil: how late it is cannot be told.
    package var timestamp: String?
    /// How old its newest row may be.
    package var delay: ConfigurationDuration?
    /// The rows without which its distribution is not known.
    package var rows = 1_000

    static let fields: [SectionField<Self>] = [
      SectionField("name", \.name, isRequired: true, example: "weather", "What it is called."),
      SectionField(
        "data", \.source, .text(.data), isRequired: true, example: "weather.parquet",
        "A file, glob, directory or ENGINE:TABLE-or-SQL; paths are relative to this file."),
      SectionField(
        "columns", \.columns, .list(.text(.column)), example: "[wind]",
        "The columns that are needed of it; all that it has without this."),
      SectionField(
        "timestamp", \.timestamp, .text(.column), example: "at", "The column of each row's time."),
      SectionField("delay", \.delay, example: "2 days", "How old its newest row may be."),
      SectionField(
        "rows", \.rows, .whole(1...Int.max), default: .whole(1_000), example: "1000",
        "The rows without which its distribution is not known."),
    ]
  }

  /// Registered changes that end before they begin, and limits of what cannot be told.
  var driftRules: [ProjectError] {
    var errors: [ProjectError] = []
    for (place, known) in drift.known.enumerated() {
      guard let from = known.from, let until = known.until, until < from else { continue }
      errors.append(
        refusal(
          of: "drift.known[\(place)].until", "\(known.name.visible) ends before it begins",
          remedy: "give a day on or after \(from)"))
    }
    for (place, feed) in drift.feeds.enumerated() where feed.delay != nil && feed.timestamp == nil {
      errors.append(
        refusal(
          of: "drift.feeds[\(place)].delay",
          "how old the newest row of \(feed.name.visible) is cannot be told without its times",
          remedy: "add timestamp, the column of each row's time"))
    }
    return errors
  }
}

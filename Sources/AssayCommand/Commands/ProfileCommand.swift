internal import ArgumentParser
internal import Contracts
internal import Engines
internal import Foundation
internal import Measurements
internal import Reports

/// `assay profile`: what each column of a data set holds.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Shows what each column holds, in one pass over the data.",
    usage: "assay profile <data> [<options>]",
    discussion: """
      Example:
        assay profile flights.parquet
        assay profile 'logs/*.csv' --by day --timestamp at --json
        assay profile train.parquet --save train.profile.json

      A saved profile can stand for its data wherever a reference is asked for.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(
    help: ArgumentHelp(
      "One profile a window: day, week, month, quarter, year or rows.", valueName: "window"))
  var by: WindowLength?

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Option(help: ArgumentHelp("Only these columns.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(help: ArgumentHelp("Also write the profile to a file.", valueName: "file"))
  var save: String?

  @Option(
    help: ArgumentHelp(
      "A saved profile whose bins to use, so that both compare.", valueName: "file"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "Count rows of a database there, or read them and count here.", valueName: "place"))
  var count: CountingPlace?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if by?.isCalendar == true, timestamp == nil {
      throw ValidationError("--by with a calendar window needs --timestamp COL")
    }
  }

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    try open.require((columns?.names ?? []) + [timestamp].compactMap(\.self))
    try open.requireTimes(in: timestamp, for: by)
    try open.refuse(output: save)
    var options =
      try reference.map { ProfileOptions(comparableTo: try SavedProfile.read($0)) }
      ?? ProfileOptions()
    options.columns = columns.map { Set($0.names) }
    let (profile, windows) = try measure(open, options)
    if let save { try SavedProfile.write(profile, to: save) }
    let hidden = profile.personalColumns(byName: PersonalNames.areOfPeople)
    Console.standard.warn(open.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(
          body: ProfileOutput(
            profile: ProfileDocument(profile, hiding: hidden),
            windows: windows.map { WindowedProfileDocument($0, hiding: hidden) }),
          warnings: open.warnings))
    } else {
      Console.standard.print(
        ProfileTable(profile, windows: windows, hiding: hidden).text(Console.standard.style))
    }
  }

  /// The profile, from counts of the database or from rows.
  private func measure(
    _ data: OpenData, _ options: ProfileOptions
  ) throws -> (DatasetProfile, WindowedProfile?) {
    if by == nil, data.isCountedThere(count) {
      return (try data.profileThere(options), nil)
    }
    var plan = ScanPlan()
    let whole = plan.add(ProfileFold(options))
    let windowed = by.map {
      plan.add(WindowedProfileFold(options, length: $0, timestamp: timestamp))
    }
    // Windows are counted there only where that is asked for: each of them is a question of its
    // own.
    let results = try data.run(plan, count: count ?? .here)
    return (results[whole], windowed.map { results[$0] })
  }
}

/// The profile with its windows side by side.
private struct ProfileOutput: Encodable {
  let profile: ProfileDocument
  let windows: WindowedProfileDocument?

  func encode(to encoder: any Encoder) throws {
    try profile.encode(to: encoder)
    try windows?.encode(to: encoder)
  }
}

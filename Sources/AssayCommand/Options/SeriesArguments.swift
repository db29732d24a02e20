internal import ArgumentParser
internal import Foundation
internal import Measurements

/// How windows are put together over time.
struct SeriesArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also over so many windows together, one after the other.", valueName: "windows"))
  var rolling: Int?

  @Option(
    help: ArgumentHelp(
      "Also by months since the model was trained, such as 2013-02-01.", valueName: "date"))
  var trainedAt: TrainingDate?

  /// Puts them into the options of metrics.
  func apply(to options: inout MetricOptions) {
    options.rolling = rolling
    options.trainedAt = trainedAt?.microseconds
  }
}

/// A day in UTC: `2013-02-01`.
struct TrainingDate: ExpressibleByArgument {
  /// Since 1970-01-01T00:00:00Z.
  let microseconds: Int64

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...9_999).contains(year)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let components = DateComponents(year: year, month: month, day: day)
    guard let date = calendar.date(from: components) else { return nil }
    // The 31st of a month of 30 days would be moved to the next.
    let found = calendar.dateComponents([.year, .month, .day], from: date)
    guard found.year == year, found.month == month, found.day == day else { return nil }
    microseconds = Int64(date.timeIntervalSince1970) * 1_000_000
  }
}

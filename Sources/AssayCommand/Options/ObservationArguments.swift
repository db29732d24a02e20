internal import ArgumentParser
internal import Checklist
internal import Foundation
internal import Monitoring
internal import Reports
internal import Storage

/// Where recorded runs are kept.
struct ObservationStoreArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The file of recorded runs.", valueName: "file"))
  var store = Self.standard

  /// Where runs are kept unless another file is named.
  static let standard = ".assay/observations.sqlite"

  /// Opens the store.
  ///
  /// - Parameter isMade: whether a store that is absent is made, or refused.
  func open(making isMade: Bool) throws -> ObservationStore {
    let url = URL(fileURLWithPath: store)
    if isMade {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      } catch {
        throw StorageError(
          .broken, file: store.visible, "its folder could not be made",
          remedy: "check the rights of the folder above, or name another with --store")
      }
    } else if !FileManager.default.fileExists(atPath: url.path) {
      throw UsageError(
        "no run has been recorded in \(store.visible): record one with "
          + "`assay observe record DATA --stage NAME`, or name the file with --store.")
    }
    return try ObservationStore(path: url.path)
  }
}

/// Where recorded runs are kept, and what counts as lost time.
struct ObservationArguments: ParsableArguments {
  @OptionGroup var place: ObservationStoreArguments

  @Option(
    help: ArgumentHelp(
      "How often a batch is expected: day, hour, week, 15m, 6h, \"2 days\"; else what past runs show.",
      valueName: "interval"))
  var expectedEvery: Cadence?

  @Option(
    help: ArgumentHelp(
      "Time without good, current data that is allowed in 30 days, such as 4h.",
      valueName: "length"))
  var downtimeBudget: Cadence?

  /// The moment of an option, else now.
  static func moment(_ text: String?, option: String) throws -> Moment {
    guard let text else { return Moment(Date.now) }
    guard let moment = Moment(text) else {
      throw UsageError(
        "\(option) \(text.visible) is no moment: expected one such as 2026-03-31T12:00:00.")
    }
    return moment
  }
}

/// Which alarms end with exit code 1.
struct AlarmArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The mildest alarm that ends with exit code 1: note, change, error, or never.",
      valueName: "level"))
  var failOn = AlarmThreshold.change

  /// Ends with exit code 1 when a level reaches the threshold.
  func refuse(_ level: Alarm.Level?) throws {
    if let level, let least = failOn.level, level >= least { throw Outcome.no }
  }
}

/// The level from which alarms fail a run.
enum AlarmThreshold: String, ExpressibleByArgument, CaseIterable {
  case note, change, error, never

  /// Nil when none does.
  var level: Alarm.Level? { Alarm.Level(rawValue: rawValue) }
}

extension Cadence: ExpressibleByArgument {
  /// An interval: `day`, `6h`, `"2 days"`.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension AlarmBudget: ExpressibleByArgument {
  /// `1 per 90 days`.
  public init?(argument: String) {
    self.init(argument)
  }

  /// As it is written in help.
  public var defaultValueDescription: String { words }
}

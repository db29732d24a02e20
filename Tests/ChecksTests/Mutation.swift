import Checklist
import Testing

/// One thing that is wrong with a sample, and the checks that must notice.
struct Mutation: Sendable, CustomTestStringConvertible {
  /// What is changed.
  enum Origin: Sendable {
    /// The plain sample of a task.
    case plain(Sample.Task)
    /// The sample for which everything is declared that checks look at.
    case complete
  }

  let name: String
  let origin: Origin
  /// Every check that is no longer content, with its new status.
  let flips: [String: CheckStatus]
  /// Words that the finding of one of them must hold.
  let says: String
  let change: @Sendable (inout Sample) -> Void

  var testDescription: String {
    switch origin {
    case .plain(let task): "\(name) (\(task.rawValue))"
    case .complete: "\(name) (all declared)"
    }
  }

  init(
    _ name: String, _ task: Sample.Task = .binary, flips: [String: CheckStatus], says: String,
    change: @escaping @Sendable (inout Sample) -> Void
  ) {
    self.init(name, of: .plain(task), flips: flips, says: says, change: change)
  }

  init(
    _ name: String, of origin: Origin, flips: [String: CheckStatus], says: String,
    change: @escaping @Sendable (inout Sample) -> Void
  ) {
    self.name = name
    self.origin = origin
    self.flips = flips
    self.says = says
    self.change = change
  }

  /// Holds the whole registry against what the mutation must flip.
  ///
  /// What the change cannot reach, by what checks say they depend on, is that of the sample without
  /// it; ``DependencyTests`` shows that they say it all.
  func expect() throws {
    let base =
      switch origin {
      case .plain(let task): try Unbroken.plain(task)
      case .complete: try Unbroken.complete()
      }
    var sample = base.sample
    change(&sample)
    let assessed = try Assessed(sample, beside: base)
    #expect(assessed.flipped(from: base.assessed) == flips, "\(assessed.summary)")
    let told = flips.keys.compactMap { assessed[$0]?.finding }.joined(separator: "\n")
    #expect(told.contains(says), "\(told)")
    for id in flips.keys {
      #expect(assessed[id]?.remedy != nil, "\(id) tells what is wrong and not what to do")
    }
    for one in assessed.evidence {
      let all = [one.finding, one.method, one.remedy ?? ""] + one.measurements.compactMap(\.note)
      // A command that is given whole has its options.
      let words = all.joined().replacing(/`assay .*?`/, with: "")
      #expect(!words.contains(" --"), "\(one.check.id) speaks of options of a command")
    }
  }
}

/// A sample with nothing wrong, assessed once for all tests.
struct Unbroken: Sendable {
  let sample: Sample
  let assessed: Assessed

  private init(_ sample: Sample) throws {
    self.sample = sample
    assessed = try Assessed(sample)
  }

  /// The plain sample of a task.
  static func plain(_ task: Sample.Task) throws -> Unbroken {
    switch task {
    case .binary: try binary.get()
    case .multiclass: try multiclass.get()
    case .regression: try regression.get()
    case .forecast: try forecast.get()
    case .ranking: try ranking.get()
    }
  }

  /// The sample for which everything is declared.
  static func complete() throws -> Unbroken { try declared.get() }

  private static let binary = Result { try Unbroken(Sample(.binary)) }
  private static let multiclass = Result { try Unbroken(Sample(.multiclass)) }
  private static let regression = Result { try Unbroken(Sample(.regression)) }
  private static let forecast = Result { try Unbroken(Sample(.forecast)) }
  private static let ranking = Result { try Unbroken(Sample(.ranking)) }
  private static let declared = Result { try Unbroken(Sample.complete()) }
}

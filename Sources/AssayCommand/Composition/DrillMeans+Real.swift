internal import Checks
internal import Foundation

extension DrillMeans {
  /// The machine's clock, real waiting, and a marker that no other run has.
  static func real() -> DrillMeans {
    let clock = ContinuousClock()
    let start = clock.now
    return DrillMeans(
      clock: { start.duration(to: clock.now) / .seconds(1) },
      wait: { Thread.sleep(forTimeInterval: $0) },
      marker: "assay-canary-\(UUID().uuidString.lowercased())")
  }
}

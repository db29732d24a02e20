/// What a drill takes from the world around it: a clock, a way to wait, and a word that nobody used
/// before.
package struct DrillMeans {
  /// Seconds since some instant; never runs backwards.
  let clock: () -> Double
  /// Waits for so many seconds.
  let wait: (Double) -> Void
  /// What a canary's fault carries, and its alarm repeats: another one in every run.
  let marker: String

  /// Makes the means of a run.
  package init(
    clock: @escaping () -> Double, wait: @escaping (Double) -> Void, marker: String
  ) {
    self.clock = clock
    self.wait = wait
    self.marker = marker
  }
}

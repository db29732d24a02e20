package import Measurements

/// What a baseline may use.
package struct BaselineInputs: Sendable {
  /// Columns known when a prediction is made: never target, prediction, score or id.
  package var features: [String]
  /// The time of each row, where there is one.
  package var timestamp: String?
  /// Columns whose values together name a row's neighbourhood.
  package var group: [String]
  /// How long "the last period" is.
  package var period: WindowLength
  /// What thresholds are chosen for.
  package var cut: ThresholdBaseline.Cut
  /// The smallest probability that a learned baseline calls positive.
  package var threshold: Double
  /// Of images the columns of the pixels, in order, and how they lie.
  package var pixels: Pixels?
  /// Of forecasts the columns whose values together name a series.
  package var series: [String] = []
  /// Of forecasts the steps of a season, 2 or more; nil where nobody named them.
  package var season: Int?
  /// Of forecasts what was known when they were made.
  package var origin = SeriesHistory.Origin.end
  /// Of rolling forecasts the steps from the last value that was known to the forecast one.
  package var horizon = 1
  /// Of rankings the column of the user or query.
  package var entity: String?
  /// Of rankings the column of the item.
  package var item: String?
  /// Where chance starts.
  package var seed: UInt64 = 1

  /// Where an image's numbers are.
  package struct Pixels: Sendable, Hashable {
    /// One a pixel, in the order of the shape.
    package let columns: [String]
    /// How they lie.
    package let shape: ImageShape

    /// Names the pixels.
    ///
    /// - Throws: ``StudyRefusal`` when there are more or fewer columns than pixels.
    package init(columns: [String], shape: ImageShape) throws(StudyRefusal) {
      guard columns.count == shape.count else {
        throw StudyRefusal(
          "--image \(shape.text) has \(shape.count) pixels, but --pixels names \(columns.count) "
            + "\(columns.count == 1 ? "column" : "columns"): each pixel needs its column.")
      }
      self.columns = columns
      self.shape = shape
    }
  }

  /// Makes inputs.
  package init(
    features: [String], timestamp: String? = nil, group: [String] = [],
    period: WindowLength = .month, cut: ThresholdBaseline.Cut = .balancedAccuracy,
    threshold: Double = 0.5
  ) {
    self.features = features
    self.timestamp = timestamp
    self.group = group
    self.period = period
    self.cut = cut
    self.threshold = threshold
  }
}

/// A batch that ends before its time.
enum TruncatedBatch: BatchCause {
  static let card = CauseCard(
    id: "truncated-batch", title: "Cut off", nature: .error,
    sign: "fewer rows than expected, and they span clearly less time than past batches did",
    remedy: "load the batch again, and compare its size with the source's")

  static func evidence(_ volume: VolumeChange) -> String? {
    guard volume.isLow, let span = volume.span, span.past > 0, span.now < 0.85 * span.past else {
      return nil
    }
    return "its times span \(Self.words(span.now)) where past batches span \(Self.words(span.past))"
  }

  private static func words(_ hours: Double) -> String {
    hours < 1 ? "\(Int((hours * 60).rounded())) minutes" : "\((hours * 10).rounded() / 10) hours"
  }
}

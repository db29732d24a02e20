/// A batch without one of its parts: a shop, a region, a source.
enum PartMissing: BatchCause {
  static let card = CauseCard(
    id: "part-missing", title: "A part is missing", nature: .error,
    sign: "fewer rows than expected, and categories of past batches have none",
    remedy: "ask the source of that part, and load it")

  static func evidence(_ volume: VolumeChange) -> String? {
    guard volume.isLow, let first = volume.vanished.first else { return nil }
    return "no row has “\(first.value)” in “\(first.column)”, as past batches had"
  }
}

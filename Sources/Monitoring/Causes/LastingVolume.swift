/// A number of rows that stays.
enum LastingVolume: BatchCause {
  static let card = CauseCard(
    id: "lasting-volume", title: "A volume that lasts", nature: .change,
    sign: "the two runs before were unusual too, and no known kind of error fits",
    remedy: "adapt: past runs of the new size become what is expected")

  static func evidence(_ volume: VolumeChange) -> String? {
    guard volume.streak >= 2 else { return nil }
    return "the \(volume.streak) runs before were unusual too, and no known kind of error fits"
  }
}

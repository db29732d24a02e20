/// How the pixels of a row lie: row by row from the top, in each place its channels.
package struct ImageShape: Sendable, Hashable {
  /// Pixels from top to bottom.
  package let height: Int
  /// Pixels from left to right.
  package let width: Int
  /// Numbers in one place: 1 for grey, 3 for colours.
  package let channels: Int

  /// Makes a shape; nil unless every side is 1 to 4,096 and channels are 1 to 16.
  package init?(height: Int, width: Int, channels: Int = 1) {
    guard (1...4_096).contains(height), (1...4_096).contains(width), (1...16).contains(channels)
    else { return nil }
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Reads `28x28` or `28x28x3`: height, width, channels.
  package init?(_ text: String) {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (2...3).contains(numbers.count) else { return nil }
    self.init(
      height: numbers[0], width: numbers[1], channels: numbers.count == 3 ? numbers[2] : 1)
  }

  /// Numbers of an image.
  package var count: Int { height * width * channels }

  /// `28x28x1`.
  package var text: String { "\(height)x\(width)x\(channels)" }
}

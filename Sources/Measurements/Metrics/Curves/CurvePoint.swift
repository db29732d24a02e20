/// A point of a curve drawn from score counts.
package struct CurvePoint: Sendable, Hashable {
  /// Horizontal value.
  package let x: Double
  /// Vertical value.
  package let y: Double
  /// The smallest score that is called positive at this point; nil where nothing is.
  package let threshold: Double?

  /// Keeps at most `limit` of the points, the first and the last among them, spread evenly along
  /// the curve's length so that its corners stay.
  static func thinned(_ points: [CurvePoint], limit: Int) -> [CurvePoint] {
    guard points.count > limit, limit > 1 else { return points }
    var lengths = [0.0]
    lengths.reserveCapacity(points.count)
    for index in points.indices.dropFirst() {
      let step =
        (points[index].x - points[index - 1].x).magnitude
        + (points[index].y - points[index - 1].y).magnitude
      lengths.append(lengths[index - 1] + step)
    }
    let total = lengths[points.count - 1]
    var kept: [CurvePoint] = [points[0]]
    for index in points.indices.dropFirst() {
      let due = total * Double(kept.count) / Double(limit - 1)
      let isLast = index == points.count - 1
      if isLast || (kept.count < limit - 1 && lengths[index] >= due) { kept.append(points[index]) }
    }
    return kept
  }
}

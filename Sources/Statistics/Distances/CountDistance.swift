/// A distance between two windows, computed from counts over the same bins.
///
/// Plug-in values: on small windows they are above zero though nothing changed. An honest size with
/// its interval is an effect: ``TotalVariationEffect``, ``CountEffect``.
package protocol CountDistance: CatalogueMember {
  /// The distance between two checked windows.
  static func measure(_ pair: CountPair) -> Double
}

extension CountDistance {
  /// The distance between two windows.
  ///
  /// - Shape: counts, one per bin, same bin order.
  /// - Throws: ``Undefined`` when a window has no rows or the bins differ in number.
  package static func measure(reference: [Int], current: [Int]) throws(Undefined) -> Double {
    measure(try CountPair(reference: reference, current: current))
  }
}

/// The reasons for which every distance on counts has no value, for the cards.
let undefinedCountDistance = "a window has no rows; the bins differ in number"

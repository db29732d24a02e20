/// One step of a network: numbers in, numbers out, and back again what each of them is worth.
protocol NetworkLayer: Sendable {
  /// What is learned; empty where nothing is.
  var weights: ContiguousArray<Float> { get set }
  /// How the loss changes with each weight, as of the last ``backward(_:needsInput:)``.
  var gradient: ContiguousArray<Float> { get }
  /// Numbers that a row comes out with.
  var outputCount: Int { get }

  /// The layer's answer; keeps what ``backward(_:needsInput:)`` needs.
  mutating func forward(_ input: FeatureBatch) -> FeatureBatch

  /// How the loss changes with the last input, from how it changes with the output.
  ///
  /// - Parameter needsInput: false where nobody asks for the input's part: the answer is empty
  ///   then.
  mutating func backward(_ output: FeatureBatch, needsInput: Bool) -> FeatureBatch
}

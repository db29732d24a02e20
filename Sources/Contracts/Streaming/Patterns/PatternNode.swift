/// A regular expression taken apart.
indirect enum PatternNode {
  case set(CodePointSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
  /// The beginning of the text.
  case start
  /// The end of the text.
  case end
}

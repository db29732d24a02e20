"""A schema of TensorFlow Data Validation in the text format of protocol buffers: writes schema.pbtxt.

The message is the one that tensorflow_metadata publishes, so that no field is spelled otherwise than there.
"""
from google.protobuf import text_format
from tensorflow_metadata.proto.v0 import schema_pb2

TEXT = r"""
# Flights as the training job expects them.
feature {
  name: "id"
  type: INT
  presence { min_fraction: 1.0 min_count: 1 }
  shape { dim { size: 1 } }
  int_domain { min: 1 max: 9223372036854775807 }
  unique_constraints { min: 2 }
}
feature {
  name: "fare" type: FLOAT
  value_count { min: 1 max: 1 }
  presence: { min_fraction: 0.9 }
  float_domain { min: 0 max: 500.5 disallow_nan: true disallow_inf: true }
  skew_comparator { infinity_norm { threshold: 0.01 } }
  drift_comparator { jensen_shannon_divergence { threshold: 0.1 } }
}
feature { name: "origin" type: BYTES domain: "airport" distribution_constraints { min_domain_mass: 0.95 } }
feature { name: "destination" type: BYTES domain: "airport" presence { min_fraction: 1 } }
feature { name: "late" type: INT bool_domain { } presence { min_fraction: 1 } not_in_environment: "SERVING" }
feature { name: "cancelled" type: BYTES bool_domain { true_value: "yes" false_value: "no" } }
feature { name: "page" type: BYTES url_domain { } lifecycle_stage: PRODUCTION }
feature { name: "at" type: BYTES time_domain { string_format: "%Y-%m-%d" } }
feature { name: "words" type: BYTES natural_language_domain { } value_count { min: 2 } }
feature { name: "old" type: INT deprecated: true presence { min_count: 5 } }
feature { name: "many" type: FLOAT presence { min_count: 7 } float_domain { disallow_nan: true } }
sparse_feature { name: "pairs" index_feature { name: "i" } value_feature { name: "v" } }
string_domain { name: "airport" value: "ATL" value: "BOS" value: "J\"F'K" value: "S\303\243o Paulo" value: ["x", 'y'] }
default_environment: ["TRAINING", "SERVING"]
dataset_constraints { min_examples_count: 100 num_examples_drift_comparator { min_fraction_threshold: 0.5 } }
"""
schema = text_format.Parse(TEXT, schema_pb2.Schema())
with open("schema.pbtxt", "w") as file:
    file.write(text_format.MessageToString(schema))
with open("schema-by-hand.pbtxt", "w") as file:
    file.write(TEXT)

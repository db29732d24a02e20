"""Writes digits.json: handwritten digits, and what scikit-learn's small models reach on them.

The images are scikit-learn's load_digits, the test part of the "Optical Recognition of Handwritten
Digits" by E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0.

Run with the packages of requirements.txt: python generate_digits.py
"""

import json
import pathlib

import numpy
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

TRAIN_ROWS = 900


def main():
    images, labels = load_digits(return_X_y=True)
    train, test = images[:TRAIN_ROWS], images[TRAIN_ROWS:]
    scale = lambda part: (part - train.mean()) / train.std()
    networks = []
    for seed in range(5):
        model = MLPClassifier(
            hidden_layer_sizes=(32,), early_stopping=True, validation_fraction=0.15,
            max_iter=500, random_state=seed,
        )
        model.fit(scale(train), labels[:TRAIN_ROWS])
        networks.append(model.score(scale(test), labels[TRAIN_ROWS:]))
    regression = LogisticRegression(tol=1e-10, max_iter=10_000)
    regression.fit(scale(train), labels[:TRAIN_ROWS])
    document = {
        "trainRows": TRAIN_ROWS,
        "smallNetwork": float(numpy.mean(networks)),
        "logisticRegression": float(regression.score(scale(test), labels[TRAIN_ROWS:])),
        "labels": "".join(map(str, labels)),
        "images": ["".join("0123456789abcdefg"[int(pixel)] for pixel in image) for image in images],
    }
    path = pathlib.Path(__file__).with_name("digits.json")
    path.write_text(json.dumps(document, indent=0) + "\n")


if __name__ == "__main__":
    main()

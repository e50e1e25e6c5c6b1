"""The suite of the Jupyter project, jupyter_kernel_test, on a kernel of this project (CHURN_KERNEL, else "tslab")."""

import os
import unittest

import jupyter_kernel_test
from jupyter_kernel_test import KernelTests as Suite

# The suite's own patience is for a machine that does nothing else.
jupyter_kernel_test.TIMEOUT = 60
PATIENCE = 30
KERNEL = os.environ.get("CHURN_KERNEL", "tslab")


class ChurnlabKernelTests(Suite):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    completion_samples = [
        {"text": "Math.floo", "matches": {"floor"}},
        {"text": "const longEnough = 1;\nlongEnou", "matches": {"longEnough"}},
        {"text": "process.versi"},
    ]
    complete_code_samples = ["1", "console.log('hello')", "function f(x: number) {\n  return x * 2;\n}", "await f()"]
    incomplete_code_samples = ["console.log('hello',", "function f(x) {\n  return", "const text = `one"]
    invalid_code_samples = ["const = 1", "let x = );"]
    code_generate_error = "throw new Error('on purpose')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((x) => x * 2)", "result": "[ 2, 4 ]"},
        {"code": "6 * 7", "result": "42"},
        {"code": "1 + 1 + 1", "result": "3"},
        {"code": "await Promise.resolve(3)", "result": "3"},
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab";\ndisplay.html("<b>bold</b>");', "mime": "text/html"},
        {"code": 'import * as tslab from "tslab";\ntslab.display.text("plain");', "mime": "text/plain"},
    ]
    code_history_pattern = "1 + 2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseInt"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.get_iopub_message = cls.kc.iopub_channel.get_msg

    def execute_helper(self, *args, **options):
        """The suite's own, but patient with what the kernel publishes."""
        channel = self.kc.iopub_channel
        channel.get_msg = lambda timeout=None: type(self).get_iopub_message(timeout=PATIENCE)
        try:
            return super().execute_helper(*args, **options)
        finally:
            channel.get_msg = type(self).get_iopub_message


del Suite

if __name__ == "__main__":
    unittest.main(verbosity=2)

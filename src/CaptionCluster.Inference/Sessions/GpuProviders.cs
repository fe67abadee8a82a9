using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>Gives sessions the GPU that was asked for, or says what to install for it.</summary>
internal static class GpuProviders
{
    private const string InstallHint =
        "Build with -p:OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu and install CUDA 13 with cuDNN 9 (and TensorRT 10 for TensorRt), "
        + "or set Device:Provider to Cpu.";

    /// <exception cref="DeviceNotAvailableException">The execution provider is not in this build, or its device is missing.</exception>
    public static void AppendTo(this DeviceOptions device, SessionOptions session)
    {
        if (device.Provider == ExecutionProvider.Cpu) return;
        var name = device.Provider == ExecutionProvider.Cuda ? "CUDAExecutionProvider" : "TensorrtExecutionProvider";
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(name, StringComparer.Ordinal))
        {
            throw new DeviceNotAvailableException($"{name} is not in this build of ONNX Runtime. {InstallHint}");
        }

        try
        {
            if (device.Provider == ExecutionProvider.TensorRt) session.AppendExecutionProvider_Tensorrt(device.DeviceId);
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(CudaSettings(device));
            session.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException error)
        {
            throw new DeviceNotAvailableException($"{name} can't be used: {error.Message} {InstallHint}", error);
        }
    }

    /// <summary>
    /// Batches come in every size: an exhaustive search for the fastest convolution would be made again for each of them.
    /// TensorFloat-32 would round a float32 graph's products to ten bits.
    /// </summary>
    private static Dictionary<string, string> CudaSettings(DeviceOptions device)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device_id"] = device.DeviceId.ToString(CultureInfo.InvariantCulture),
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            ["use_tf32"] = "0",
        };
        foreach (var (name, value) in device.Cuda) settings[name] = value;
        return settings;
    }
}

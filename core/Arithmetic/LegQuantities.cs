namespace Executor.Core.Arithmetic;

/// <summary>A quantity cut into the parts that leave at the first target, at the second, and with the trailing stop. Base asset.</summary>
/// <param name="First">Leaves at the first target; above 0.</param>
/// <param name="Second">Leaves at the second target; above 0.</param>
/// <param name="Third">Left for the trailing stop; 0 when the whole is too small for three parts.</param>
public readonly record struct LegQuantities(decimal First, decimal Second, decimal Third)
{
    /// <summary>The whole.</summary>
    public decimal Total => First + Second + Third;
}

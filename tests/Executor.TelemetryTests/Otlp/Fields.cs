using System.Buffers.Binary;
using System.Text;

namespace Executor.TelemetryTests.Otlp;

/// <summary>The fields of one protobuf message, in their order. Source: Protocol Buffers, encoding.</summary>
internal static class Fields
{
    /// <summary>One field.</summary>
    /// <param name="Number">Its number in the message.</param>
    /// <param name="Value">A number's value; 0 for what has a length.</param>
    /// <param name="Bytes">What has a length: a text, a message, bytes.</param>
    public readonly record struct Field(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes.Span);

        public string Hex => Convert.ToHexStringLower(Bytes.Span);
    }

    public static IEnumerable<Field> Of(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var key = Variable(ref message);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return new Field(number, Variable(ref message), default);
                    break;
                case 1:
                    yield return new Field(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default);
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Variable(ref message);
                    yield return new Field(number, 0, message[..length]);
                    message = message[length..];
                    break;
                case 5:
                    yield return new Field(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default);
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"Field {number} is of a kind that is not in use.");
            }
        }
    }

    /// <summary>All fields of that number that are messages or texts.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> message, int number) =>
        from field in Of(message)
        where field.Number == number
        select field.Bytes;

    private static ulong Variable(ref ReadOnlyMemory<byte> message)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var part = message.Span[0];
            message = message[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
            shift += 7;
        }
    }
}
